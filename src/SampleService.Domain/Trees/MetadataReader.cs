using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// Checks controlled and user metadata: objects of objects of primitives (sections 5.1 and 5.3), and writes them as
/// they are kept.
/// </summary>
internal static class MetadataReader
{
    /// <summary>Most bytes of the metadata of one kind of a node, as JSON text.</summary>
    public const int MaximumBytes = 100_000;

    /// <summary>
    /// Text that was sent without white space grows in the form that size limits are about, by no more than this: at worst
    /// <c>"":9e15</c> and a comma are 24 bytes there in place of 8.
    /// </summary>
    private const int MostGrowth = 4;

    private const int MaximumValueLength = 1024;

    /// <summary>Types only, before anything is said about contents.</summary>
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
                    $"Node at index {node}'s {what} entry does not have a dict as a value at key {entry.Name.GetString()}");
            foreach (var value in entry.Value.Members)
                if (!Primitives.IsPrimitive(value.Value))
                    throw ServiceException.Illegal(
                        $"Node at index {node}'s {what} entry does not have a primitive type as the value at "
                        + $"{entry.Name.GetString()}/{value.Name.GetString()}");
        }
    }

    /// <summary>Contents, after the types; the returned text is what is wrong with them, or null.</summary>
    public static string? FindFault(JsonValue metadata, string kind)
    {
        if (metadata.IsFalsy)
            return null;
        var mayBeTooLarge = MayBeTooLarge(metadata);
        // Braces, and a separator for each entry but the first.
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

        return size > MaximumBytes ? $"{kind} metadata is larger than maximum of {MaximumBytes}B" : null;
    }

    /// <summary>Whether it is worth counting the bytes that size limits are about, which would take as long as a good part of the other checks.</summary>
    public static bool MayBeTooLarge(JsonValue metadata) => metadata.Raw.Length > MaximumBytes / MostGrowth;

    /// <summary>Rules 1 to 3: the key of an entry.</summary>
    public static string? FindKeyFault(JsonValue name, string kind)
    {
        var key = new TextValue(name);
        if (key.IsBlank)
            return $"{kind} metadata keys may not be null or whitespace only";
        if (key.IsLongerThan(ContractText.MaximumNameLength))
            return $"{kind} metadata has key starting with {Beginning(key)} that exceeds maximum length of "
                + $"{ContractText.MaximumNameLength}";
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
                return $"{kind} metadata value key {valueKey.Text} associated with metadata key {name.GetString()} "
                    + $"has a character at index {control} that is a control character.";
            if (valueKey.IsLongerThan(ContractText.MaximumNameLength))
                return $"{kind} metadata has a value key associated with metadata key {name.GetString()} starting with "
                    + $"{Beginning(valueKey)} that exceeds maximum length of {ContractText.MaximumNameLength}";
            if (member.Value.Kind != JsonKind.String)
                continue;
            var value = new TextValue(member.Value);
            control = value.IndexOfControlCharacter(allowTabAndLineFeed: true);
            if (control >= 0)
                return $"{kind} metadata value associated with metadata key {name.GetString()} and value key "
                    + $"{valueKey.Text} has a character at index {control} that is a control character.";
            if (value.IsLongerThan(MaximumValueLength))
                return $"{kind} metadata has a value associated with metadata key {name.GetString()} and value key "
                    + $"{valueKey.Text} starting with {Beginning(value)} that exceeds maximum length of {MaximumValueLength}";
        }

        return null;
    }

    /// <summary>Bytes of an object of primitives in the JSON text that size limits are about.</summary>
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

    private static string Beginning(TextValue text) => ContractText.First(text.Text, ContractText.MaximumNameLength);
}
