using System.Collections.Concurrent;
using System.Globalization;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Units;

namespace SampleService.Validation;

/// <summary><c>units</c>: a value is a unit that can be converted into an example (section 8.7).</summary>
internal sealed class UnitsValidator : IMetadataValidator
{
    /// <summary>Texts whose verdict is remembered: those in use are few, and there are endless others.</summary>
    private const int MostVerdicts = 1000;

    private readonly ValueKey _key;
    private readonly string _written;
    private readonly Unit _example;
    private readonly ConcurrentDictionary<string, Finding?> _verdicts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Finding?>.AlternateLookup<ReadOnlySpan<char>> _known;
    private int _remembered;

    private UnitsValidator(ValueKey key, string written, Unit example)
    {
        _key = key;
        _written = written;
        _example = example;
        _known = _verdicts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan("key", "units");
        var key = settings.RequireText("key", "the key parameter must be a string");
        var units = settings.RequireText("units", "the units parameter must be a string");
        return UnitRegistry.Default.TryParse(units, out var example, out var error)
            ? new UnitsValidator(new ValueKey(key), units, example)
            : throw new ValidatorSettingsException($"unable to parse units '{units}': {Describe(error)}");
    }

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) => new(Find(_key.Find(value)));

    private Finding? Find(JsonValue value)
    {
        if (value.IsFalsy)
            return Missing();
        if (value.Kind != JsonKind.String)
            return About($"metadata value key {_key.Name} must be a string");
        Span<char> buffer = stackalloc char[ShortText.MaximumLength];
        var text = ShortText.Read(value, buffer);
        if (_known.TryGetValue(text, out var verdict))
            return verdict;
        verdict = Judge(text.ToString());
        if (text.Length <= ShortText.MaximumLength && _known.TryAdd(text, verdict)
            && Interlocked.Increment(ref _remembered) >= MostVerdicts)
            Forget();
        return verdict;
    }

    /// <summary>All of them: those in use come back at once, and those that came first may not be in use.</summary>
    private void Forget()
    {
        Volatile.Write(ref _remembered, 0);
        _verdicts.Clear();
    }

    private Finding? Judge(string text)
    {
        if (ContractText.IsBlank(text))
            return Missing();
        if (!UnitRegistry.Default.TryParse(text, out var unit, out var error))
            return About($"unable to parse units '{_written}' at key {_key.Name}: {Describe(error)}");
        return unit.IsCommensurableWith(_example)
            ? null
            : About(
                $"Units at key {_key.Name}, '{text}', are not equivalent to required units, '{_written}': "
                + UnitConversionException.Explain(unit, _example));
    }

    private Finding Missing() => About($"metadata value key {_key.Name} is required");

    private Finding About(string message) => new(message, _key.Name);

    private static string Describe(UnitError error) => error.Kind switch
    {
        UnitErrorKind.UndefinedName => $"undefined unit: {error.Text}",
        UnitErrorKind.MissingOperand => $"syntax error: missing unary operator \"{error.Text}\"",
        _ => string.Create(CultureInfo.InvariantCulture, $"syntax error: {error.Text} (character {error.Position + 1})"),
    };
}
