using SampleService.Json;

namespace SampleService.Api;

/// <summary>A form in which samples are exported: the terms it has, and whether things stand within others.</summary>
internal sealed class LinkedDataFormat
{
    private const string Types = "Sample";

    /// <summary>Terms of schema.org that documents use.</summary>
    private static readonly string[] SchemaTerms =
    [
        "CategoryCode", "Dataset", "Person", "PropertyValue",
        "additionalProperty", "additionalType", "alternateName", "codeValue", "creator", "dateCreated", "dateModified", "identifier", "isPartOf", "name",
        "propertyID", "sameAs", "subjectOf", "unitText", "url", "value", "valueReference", "version",
    ];

    private readonly Dictionary<string, string> _terms;

    private LinkedDataFormat(string mediaType, string context, bool isFlat, Dictionary<string, string> terms) =>
        (MediaType, Context, IsFlat, _terms) = (mediaType, System.Text.Encoding.ASCII.GetBytes(context), isFlat, terms);

    /// <summary>JSON-LD with a context of its own, so that it can be read without asking anybody for one.</summary>
    public static LinkedDataFormat JsonLd { get; } = new(
        "application/ld+json",
        $$"""{"{{Types}}":"https://bioschemas.org/Sample","dct":"http://purl.org/dc/terms/","prov":"http://www.w3.org/ns/prov#","sosa":"http://www.w3.org/ns/sosa/",{{string.Join(',', SchemaTerms.Select(static term => $"\"{term}\":\"http://schema.org/{term}\""))}}}""",
        isFlat: false, []);

    /// <summary>The metadata document of a detached RO-Crate 1.2, in flattened and compacted form: where its context has a term of its own, that is the one.</summary>
    public static LinkedDataFormat RoCrate { get; } = new(
        "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#flattened http://www.w3.org/ns/json-ld#compacted https://w3id.org/ro/crate\"",
        $$"""["https://w3id.org/ro/crate/1.2/context",{"{{Types}}":"https://bioschemas.org/Sample","sosa":"http://www.w3.org/ns/sosa/"}]""",
        isFlat: true, new() { ["dct:conformsTo"] = "conformsTo", ["prov:wasDerivedFrom"] = "wasDerivedFrom" });

    /// <summary>What the document is.</summary>
    public string MediaType { get; }

    /// <summary>What its terms mean, as JSON.</summary>
    public ReadOnlyMemory<byte> Context { get; }

    /// <summary>Whether each thing stands by itself, and is referred to; else those that belong to one stand within it.</summary>
    public bool IsFlat { get; }

    /// <summary>Writes a thing.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="entity">The thing.</param>
    /// <param name="parts">Takes those that belong to it and stand by themselves.</param>
    public void Write(JsonOutput output, LinkedEntity entity, ICollection<LinkedEntity> parts)
    {
        output.Raw("{"u8);
        // A name that is good within a crate alone means nothing elsewhere.
        if (IsFlat || !entity.IsLocal)
        {
            output.Raw("\"@id\":"u8);
            output.Text(entity.Id);
            output.Raw(","u8);
        }

        output.Raw("\"@type\":"u8);
        if (entity.Types is [var only])
            output.Text(only);
        else
            JsonList.Write(output, entity.Types, static (list, type) => list.Text(type));
        foreach (var (name, value) in entity.Members)
        {
            output.Raw(","u8);
            output.Text(_terms.GetValueOrDefault(name, name));
            output.Raw(":"u8);
            Write(output, value, parts);
        }

        output.Raw("}"u8);
    }

    private void Write(JsonOutput output, LinkedValue value, ICollection<LinkedEntity> parts)
    {
        switch (value)
        {
            case LinkedText(var text):
                output.Text(text);
                break;
            case LinkedNumber(var number):
                output.Integer(number);
                break;
            case LinkedPrimitive(var primitive):
                output.Raw(primitive.Raw);
                break;
            case LinkedReference(var id):
                WriteReference(output, id);
                break;
            case LinkedAddress(var iri) when IsFlat:
                output.Text(iri);
                break;
            case LinkedAddress(var iri):
                WriteReference(output, iri);
                break;
            case LinkedPart(var entity) when IsFlat:
                parts.Add(entity);
                WriteReference(output, entity.Id);
                break;
            case LinkedPart(var entity):
                Write(output, entity, parts);
                break;
            case LinkedSet(var values):
                JsonList.Write(output, values, (list, one) => Write(list, one, parts));
                break;
        }
    }

    private static void WriteReference(JsonOutput output, string id)
    {
        output.Raw("{\"@id\":"u8);
        output.Text(id);
        output.Raw("}"u8);
    }
}
