using SampleService.Json;

namespace SampleService.Api;

/// <summary>Tells of the metadata of a node.</summary>
/// <param name="vocabulary">What is known of metadata keys.</param>
/// <param name="node">What the node is called.</param>
internal sealed class MetadataEntities(ExportVocabulary vocabulary, string node)
{
    /// <summary>The value key whose value is the value of the metadata key as such.</summary>
    private const string MainKey = "value";

    /// <summary>The values, in no order.</summary>
    public IEnumerable<LinkedEntity> Of(JsonValue json) =>
        [.. Of("controlled", SampleSchemas.Controlled.In(json), isControlled: true), .. Of("user", json["meta_user"u8], isControlled: false)];

    private List<LinkedEntity> Of(string kind, JsonValue metadata, bool isControlled)
    {
        var values = new List<LinkedEntity>();
        foreach (var member in metadata.Members)
        {
            var key = member.Name.GetString();
            var unit = UnitOf(key, member.Value);
            foreach (var value in member.Value.Members)
                if (value.Name.GetString() is var name && name != unit?.Key)
                    values.Add(ValueOf(kind, key, name, value.Value, unit?.Text, isControlled));
        }

        return values;
    }

    private LinkedEntity ValueOf(string kind, string key, string name, JsonValue value, string? unit, bool isControlled)
    {
        var title = isControlled ? vocabulary.FindTitle(key) ?? key : key;
        var entity = new LinkedEntity(ExportIris.Part(node, kind, key, name), "PropertyValue")
            .Say("propertyID", key)
            .Say("name", name == MainKey ? title : $"{title}: {name}");
        if (name != MainKey)
            entity.Say("alternateName", name);
        entity.Say("value", new LinkedPrimitive(value));
        if (unit is not null && value.Kind == JsonKind.Number)
            entity.Say("unitText", unit);
        if (isControlled && value.AsString() is { } text && ExportIris.Term(text) is { } term && vocabulary.HasTerms(key))
            entity.Say("valueReference", new LinkedPart(
                new LinkedEntity(term, "CategoryCode").Say("name", CodeOf(term)).Say("codeValue", CodeOf(term)).Say("url", new LinkedAddress(term))));
        return entity;
    }

    /// <summary>
    /// The unit of the numbers under a key, and where it stands: as finding has it (docs/finding.md), at the value key that the vocabulary names, else at
    /// <c>units</c>, else at <c>unit</c>. Null where there are no numbers, or no unit.
    /// </summary>
    private (string Key, string Text)? UnitOf(string key, JsonValue values)
    {
        var hasNumber = false;
        foreach (var value in values.Members)
            hasNumber |= value.Value.Kind == JsonKind.Number;
        if (!hasNumber)
            return null;
        foreach (var name in (string?[])[vocabulary.FindUnitKey(key), "units", "unit"])
            if (name is not null)
                foreach (var value in values.Members)
                    if (value.Value.AsString() is { } text && value.Name.GetString() == name)
                    {
                        if (!Domain.ContractText.IsBlank(text))
                            return (name, text);
                        break;
                    }

        return null;
    }

    /// <summary>The id of a term in its usual spelling, however it was written.</summary>
    private static string CodeOf(string term)
    {
        var id = term[(term.LastIndexOf('/') + 1)..];
        var mark = id.IndexOf('_');
        return $"{id[..mark]}:{id[(mark + 1)..]}";
    }
}
