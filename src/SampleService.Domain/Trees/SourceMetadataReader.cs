using SampleService.Json;

namespace SampleService.Domain;

/// <summary>Checks the source metadata of a node (docs/api/samples.md), and writes the stored form.</summary>
internal static class SourceMetadataReader
{
    /// <summary>Checks types and contents of each entry in turn.</summary>
    public static void RequireEntries(JsonValue source, int node)
    {
        if (source.IsFalsy)
            return;
        var prefix = $"Node at index {node}'s source metadata";
        if (source.Kind != JsonKind.Array)
            throw ServiceException.Illegal($"{prefix} must be a list");
        var index = 0;
        foreach (var entry in source.Items)
        {
            RequireEntry(entry, index, prefix);
            index++;
        }
    }

    /// <summary>Checks the entries as a whole, against the controlled metadata. Returns the text of the first fault, or null.</summary>
    public static string? FindFault(JsonValue source, JsonValue controlled)
    {
        if (source.IsFalsy)
            return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in controlled.Members)
            known.Add(entry.Name.GetString());
        var mayBeTooLarge = MetadataReader.MayBeTooLarge(source);
        var size = 0L;
        foreach (var entry in source.Items)
        {
            var key = new TextValue(entry["key"u8]);
            if (!seen.Add(key.Text))
                return $"Duplicate source metadata key: {key.Text}";
            if (!known.Contains(key.Text))
                return $"Source metadata key {key.Text} does not appear in the controlled metadata";
            if (mayBeTooLarge)
                size += key.Utf8Length + new TextValue(entry["skey"u8]).Utf8Length + MetadataReader.JsonLength(entry["svalue"u8]);
        }

        return size > MetadataReader.MaxBytes
            ? $"Source metadata is larger than maximum of {MetadataReader.MaxBytes}B"
            : null;
    }

    public static void Write(JsonOutput output, JsonValue source)
    {
        output.Raw("["u8);
        var first = true;
        foreach (var entry in source.Items)
        {
            output.Raw(first ? "{\"key\":"u8 : ",{\"key\":"u8);
            first = false;
            new TextValue(entry["key"u8]).WriteTo(output);
            output.Raw(",\"skey\":"u8);
            new TextValue(entry["skey"u8]).WriteTo(output);
            output.Raw(",\"svalue\":"u8);
            MetadataReader.WriteValues(output, entry["svalue"u8]);
            output.Raw("}"u8);
        }

        output.Raw("]"u8);
    }

    private static void RequireEntry(JsonValue entry, int index, string prefix)
    {
        if (entry.Kind != JsonKind.Object)
            throw ServiceException.Illegal($"{prefix} has an entry at index {index} that is not a dict");
        JsonValue key = entry["key"u8], skey = entry["skey"u8], svalue = entry["svalue"u8];
        if (key.Kind != JsonKind.String)
            throw Field("key field is not a string");
        if (skey.Kind != JsonKind.String)
            throw Field("skey field is not a string");
        if (svalue.Kind != JsonKind.Object)
            throw Field("svalue field is not a mapping");
        foreach (var member in svalue.Members)
            if (!Primitives.IsPrimitive(member.Value))
                throw ServiceException.Illegal(
                    $"{prefix} has an entry at index {index} with a value in the value mapping under key "
                    + $"{new TextValue(member.Name).Echo} that is not a primitive type");

        var fault = MetadataReader.FindKeyFault(key, "Controlled")
            ?? MetadataReader.FindKeyFault(skey, "Source")
            ?? MetadataReader.FindValuesFault(svalue, "Source", key);
        if (fault is not null)
            throw ServiceException.Illegal($"{prefix} has an error at index {index}: {fault}");

        ServiceException Field(string text) =>
            ServiceException.Illegal($"{prefix} has an entry at index {index} where the required {text}");
    }
}
