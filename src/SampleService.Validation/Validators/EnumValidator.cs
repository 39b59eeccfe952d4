using SampleService.Json;

namespace SampleService.Validation;

/// <summary>
/// <c>enum</c>: values are on a fixed list (docs/validators.md). Numbers are compared by value, whatever their form; true and false are 1 and 0.
/// </summary>
internal sealed class EnumValidator : IMetadataValidator
{
    private readonly ValueKey[]? _keys;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts;
    private readonly byte[][] _numbers;

    private EnumValidator(ValueKey[]? keys, HashSet<string> texts, byte[][] numbers)
    {
        _keys = keys;
        _texts = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        _numbers = numbers;
    }

    public static IMetadataValidator Build(ValidatorSettings settings)
    {
        settings.RefuseOthersThan("allowed-values", "keys");
        var allowed = settings.Parameters["allowed-values"u8];
        if (allowed.IsFalsy)
            throw new ValidatorSettingsException("allowed-values is a required parameter");
        if (allowed.Kind != JsonKind.Array)
            throw new ValidatorSettingsException("allowed-values parameter must be a list", ["allowed-values"]);
        HashSet<string> texts = new(StringComparer.Ordinal);
        List<byte[]> numbers = [];
        var index = 0;
        foreach (var item in allowed.Items)
        {
            if (item.AsString() is { } text)
                texts.Add(text);
            else if (item.Kind is JsonKind.Number or JsonKind.True or JsonKind.False)
                numbers.Add(NumberOrder.LiteralOf(item).ToArray());
            else
                throw new ValidatorSettingsException($"allowed-values parameter contains a non-primitive type entry at index {index}", ["allowed-values"]);
            index++;
        }

        return new EnumValidator(ValueKey.ReadAll(settings.Parameters["keys"u8]), texts, [.. numbers]);
    }

    public ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation) => new(Find(value));

    private Finding? Find(JsonValue values)
    {
        if (_keys is not null)
        {
            foreach (var key in _keys)
                if (!IsAllowed(key.Find(values)))
                    return NotAllowed(key.Name);
            return null;
        }

        foreach (var member in values.Members)
            if (!IsAllowed(member.Value))
                return NotAllowed(member.Name.GetString());
        return null;
    }

    private bool IsAllowed(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                Span<char> buffer = stackalloc char[ShortText.MaxLength];
                return _texts.Contains(ShortText.Read(value, buffer));
            case JsonKind.Number or JsonKind.True or JsonKind.False:
                foreach (var number in _numbers)
                    if (NumberOrder.Compare(NumberOrder.LiteralOf(value), number) == 0)
                        return true;
                return false;
            default:
                return false;
        }
    }

    private static Finding NotAllowed(string key) => new($"Metadata value at key {key} is not in the allowed list of values", key);
}
