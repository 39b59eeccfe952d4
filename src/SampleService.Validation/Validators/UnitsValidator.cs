using System.Collections.Concurrent;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Units;

namespace SampleService.Validation;

/// <summary><c>units</c>: a value is a unit that can be converted to an example (docs/validators.md).</summary>
internal sealed class UnitsValidator : IMetadataValidator
{
    /// <summary>Enough for the units in use; callers may send any number of others.</summary>
    private const int CacheCapacity = 1000;

    private readonly ValueKey _key;
    private readonly string _written;
    private readonly Unit _example;
    private readonly ConcurrentDictionary<string, Finding?> _results = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Finding?>.AlternateLookup<ReadOnlySpan<char>> _resultsByText;
    private int _cachedCount;

    private UnitsValidator(ValueKey key, string written, Unit example)
    {
        _key = key;
        _written = written;
        _example = example;
        _resultsByText = _results.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The value key at which the unit stands.</summary>
    public string Key => _key.Name;

    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan("key", "units");
        var key = settings.RequireText("key", "the key parameter must be a string");
        var units = settings.RequireText("units", "the units parameter must be a string");
        return UnitRegistry.Default.TryParse(units, out var example, out var error)
            ? new UnitsValidator(new ValueKey(key), units, example)
            : throw new ValidatorSettingsException($"unable to parse units '{units}': {error.Reason}");
    }

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) => new(Find(_key.Find(value)));

    private Finding? Find(JsonValue value)
    {
        if (value.IsFalsy)
            return Missing();
        if (value.Kind != JsonKind.String)
            return About($"metadata value key {_key.Name} must be a string");
        Span<char> buffer = stackalloc char[ShortText.MaxLength];
        var text = ShortText.Read(value, buffer);
        if (_resultsByText.TryGetValue(text, out var result))
            return result;
        result = Check(text.ToString());
        if (text.Length <= ShortText.MaxLength && _resultsByText.TryAdd(text, result)
            && Interlocked.Increment(ref _cachedCount) >= CacheCapacity)
            ClearCache();
        return result;
    }

    /// <summary>Clears the whole cache: units in use come back at once, and tracking recency is not worth its cost.</summary>
    private void ClearCache()
    {
        Volatile.Write(ref _cachedCount, 0);
        _results.Clear();
    }

    private Finding? Check(string text)
    {
        if (ContractText.IsBlank(text))
            return Missing();
        if (!UnitRegistry.Default.TryParse(text, out var unit, out var error))
            return About($"unable to parse units '{_written}' at key {_key.Name}: {error.Reason}");
        return unit.IsCommensurableWith(_example)
            ? null
            : About(
                $"Units at key {_key.Name}, '{text}', are not equivalent to required units, '{_written}': "
                + UnitConversionException.Explain(unit, _example));
    }

    private Finding Missing() => About($"metadata value key {_key.Name} is required");

    private Finding About(string message) => new(message, _key.Name);
}
