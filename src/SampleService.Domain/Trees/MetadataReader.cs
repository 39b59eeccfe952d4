using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// Checks controlled and user metadata, which are objects of objects of primitives (docs/api/samples.md), and writes the
/// stored form.
/// </summary>
internal static class MetadataReader
{
    /// <summary>Max bytes of one kind of metadata of a node, measured as Python's <c>json.dumps</c> writes it, in UTF-8.</summary>
    public const int MaxBytes = 100_000;

    /// <summary>
    /// The form that is measured can be larger than the text that was sent, by this factor at most. The worst case is
    /// <c>"":9e15</c> and a comma: 8 bytes become 24.
    /// </summary>
    private const int MaxGrowth = 4;

    internal const int MaxValueLength = 1024;

    /// <summary>Checks the types of all values. Contents are checked later, by <see cref="FindFault"/>.</summary>
    public static void RequireTypes(JsonValue metadata, int node, string what)
    {
        if (metadata.IsFalsy)
            return;
        if (metadata.Kind != JsonKind.Object)
            throw ServiceException.Illegal($"Node at index {node}'s {what} entry must be a mapping");
        foreach (var entry in metadata.Members)
        {
            if (entry.Value.Kind != JsonKind.Object)
                throw ServiceException.Illegal(
                    $"Node at index {node}'s {what} entry does not have a dict as a value at key {new TextValue(entry.Name).Echo}");
            foreach (var value in entry.Value.Members)
                if (!Primitives.IsPrimitive(value.Value))
                    throw ServiceException.Illegal(
                        $"Node at index {node}'s {what} entry does not have a primitive type as the value at "
                        + $"{new TextValue(entry.Name).Echo}/{new TextValue(value.Name).Echo}");
        }
    }

    /// <summary>Checks contents, of the right types. Returns the text of the first fault, or null.</summary>
    public static string? FindFault(JsonValue metadata, string kind)
    {
        if (metadata.IsFalsy)
            return null;
        var mayBeTooLarge = MayBeTooLarge(metadata);
        // Each entry counts two bytes extra: the separator before it, or, for the first, the pair of braces.
        var size = 0;
        foreach (var entry in metadata.Members)
        {
            if (FindKeyFault(entry.Name, kind) is { } keyFault)
                return keyFault;
            if (FindValuesFault(entry.Value, kind, entry.Name) is { } valuesFault)
                return valuesFault;
            if (mayBeTooLarge)
                size += 2 + new TextValue(entry.Name).JsonLength + 2 + JsonLength(entry.Value);
        }

        return size > MaxBytes ? $"{kind} metadata is larger than maximum of {MaxBytes}B" : null;
    }

    /// <summary>False when the metadata is surely within the limit, which saves counting: that takes about as long as the other checks.</summary>
    public static bool MayBeTooLarge(JsonValue metadata) => metadata.Raw.Length > MaxBytes / MaxGrowth;

    /// <summary>Rules 1 to 3: the key of an entry.</summary>
    public static string? FindKeyFault(JsonValue name, string kind)
    {
        var key = new TextValue(name);
        if (key.IsBlank)
            return $"{kind} metadata keys may not be null or whitespace only";
        if (key.IsLongerThan(ContractText.MaxNameLength))
            return $"{kind} metadata has key starting with {Beginning(key)} that exceeds maximum length of "
                + $"{ContractText.MaxNameLength}";
        var control = key.IndexOfControlCharacter();
        return control < 0 ? null : $"{kind} metadata key {key.Text}'s character at index {control} is a control character.";
    }

    /// <summary>Rules 4 to 8: the values of an entry.</summary>
    public static string? FindValuesFault(JsonValue values, string kind, JsonValue name)
    {
        if (values.IsFalsy)
            return $"{kind} metadata value associated with metadata key {name.GetString()} is null or empty";
        foreach (var member in values.Members)
        {
            var valueKey = new TextValue(member.Name);
            var control = valueKey.IndexOfControlCharacter();
            if (control >= 0)
                return $"{kind} metadata value key {valueKey.Echo} associated with metadata key {name.GetString()} "
                    + $"has a character at index {control} that is a control character.";
            if (valueKey.IsLongerThan(ContractText.MaxNameLength))
                return $"{kind} metadata has a value key associated with metadata key {name.GetString()} starting with "
                    + $"{Beginning(valueKey)} that exceeds maximum length of {ContractText.MaxNameLength}";
            if (member.Value.Kind != JsonKind.String)
                continue;
            var value = new TextValue(member.Value);
            control = value.IndexOfControlCharacter(allowTabAndLineFeed: true);
            if (control >= 0)
                return $"{kind} metadata value associated with metadata key {name.GetString()} and value key "
                    + $"{valueKey.Text} has a character at index {control} that is a control character.";
            if (value.IsLongerThan(MaxValueLength))
                return $"{kind} metadata has a value associated with metadata key {name.GetString()} and value key "
                    + $"{valueKey.Text} starting with {Beginning(value)} that exceeds maximum length of {MaxValueLength}";
        }

        return null;
    }

    /// <summary>Bytes of an object of primitives in the measured form.</summary>
    public static int JsonLength(JsonValue values)
    {
        var size = 0;
        foreach (var member in values.Members)
            size += 2 + new TextValue(member.Name).JsonLength + 2 + Primitives.JsonLength(member.Value);
        return Math.Max(size, 2);
    }

    /// <summary>Writes an object of objects of primitives.</summary>
    public static void Write(JsonOutput output, JsonValue metadata)
    {
        output.Raw("{"u8);
        var first = true;
        if (!metadata.IsFalsy)
            foreach (var entry in metadata.Members)
            {
                if (!first)
                    output.Raw(","u8);
                first = false;
                new TextValue(entry.Name).WriteTo(output);
                output.Raw(":"u8);
                WriteValues(output, entry.Value);
            }

        output.Raw("}"u8);
    }

    /// <summary>Writes an object of primitives.</summary>
    public static void WriteValues(JsonOutput output, JsonValue values)
    {
        output.Raw("{"u8);
        var first = true;
        foreach (var member in values.Members)
        {
            if (!first)
                output.Raw(","u8);
            first = false;
            new TextValue(member.Name).WriteTo(output);
            output.Raw(":"u8);
            Primitives.Write(output, member.Value);
        }

        output.Raw("}"u8);
    }

    private static string Beginning(TextValue text) => ContractText.First(text.Text, ContractText.MaxNameLength);
}
