using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Exporting;

/// <summary>An exported document, read with the contexts as they were published.</summary>
internal sealed class LinkedDocument
{
    private const string CrateContext = "https://w3id.org/ro/crate/1.2/context";

    private static readonly Lazy<JsonObject> Crate = new(() => ReadContext("ro-crate-1.2-context.jsonld"));
    private static readonly Lazy<JsonObject> SchemaOrg = new(() => ReadContext("schemaorg-22.0-context.jsonld"));

    /// <param name="json">The document.</param>
    public LinkedDocument(JsonNode json) => Json = json;

    /// <summary>The folder of the contexts.</summary>
    public static string Folder => Path.Combine(Documents.Root, "tests", "data", "linked-data");

    public JsonNode Json { get; }

    /// <summary>Whether it is a crate.</summary>
    public bool IsCrate => Json["@context"] is JsonArray;

    /// <summary>The things that stand by themselves, in their order.</summary>
    public IReadOnlyList<JsonObject> Graph => [.. Json["@graph"]!.AsArray().Cast<JsonObject>()];

    /// <summary>The thing that is called so.</summary>
    public JsonObject this[string id] => Graph.Single(entity => (string)entity["@id"]! == id);

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<string> FindFaults()
    {
        var ids = Graph.Select(entity => (string)entity["@id"]!).ToArray();
        if (!ids.SequenceEqual(ids.Order(StringComparer.Ordinal)) || ids.Distinct().Count() != ids.Length)
            yield return "things are not in the order of their ids, each once";
        foreach (var entity in Graph)
            foreach (var fault in FindFaults(entity, [.. ids], isNested: false))
                yield return $"{entity["@id"]}: {fault}";
    }

    private IEnumerable<string> FindFaults(JsonObject entity, HashSet<string> ids, bool isNested)
    {
        if (isNested && IsCrate)
            yield return "a thing stands within another";
        if (entity["@id"] is { } id && !IsName((string)id!))
            yield return $"{id} is no absolute IRI";
        foreach (var type in entity["@type"] is JsonArray types ? types.Select(static one => (string)one!) : [(string)entity["@type"]!])
            if (FindMeaning(type) is null)
                yield return $"type {type} has no meaning";
        foreach (var (name, value) in entity.Where(static member => !member.Key.StartsWith('@')))
        {
            if (FindMeaning(name) is null)
                yield return $"{name} has no meaning";
            if (value is JsonArray { Count: < 2 })
                yield return $"{name} is a list of one";
            foreach (var one in value as IEnumerable<JsonNode?> ?? [value])
                if (one is JsonObject { Count: 1 } reference)
                {
                    var target = (string)reference["@id"]!;
                    if (!IsName(target))
                        yield return $"{name} refers to {target}, which is no absolute IRI";
                    // Only samples have to be there in JSON-LD; a crate has all but what it conforms to itself.
                    if (!ids.Contains(target) && (IsCrate ? target != "https://w3id.org/ro/crate/1.2" : target.StartsWith("urn:", StringComparison.Ordinal)))
                        yield return $"{name} refers to {target}, which is not there";
                }
                else if (one is JsonObject nested)
                    foreach (var fault in FindFaults(nested, ids, isNested: true))
                        yield return $"{name}: {fault}";
        }
    }

    private bool IsName(string id) =>
        Uri.IsWellFormedUriString(id, UriKind.Absolute) || (IsCrate && (id is "./" or "ro-crate-metadata.json" || id.StartsWith("#user/", StringComparison.Ordinal)));

    /// <summary>What a term stands for; null if nothing says it. Terms of schema.org have to be terms there.</summary>
    private string? FindMeaning(string term)
    {
        var own = IsCrate ? Json["@context"]![1]!.AsObject() : Json["@context"]!.AsObject();
        Assert.True(!IsCrate || (string)Json["@context"]![0]! == CrateContext);
        var mark = term.IndexOf(':', StringComparison.Ordinal);
        var meaning = mark > 0
            ? Of(term[..mark]) is { } prefix ? prefix + term[(mark + 1)..] : null
            : Of(term);
        const string Schema = "http://schema.org/";
        return meaning?.StartsWith(Schema, StringComparison.Ordinal) == true && SchemaOrg.Value[meaning[Schema.Length..]] is null ? null : meaning;

        string? Of(string name) => (string?)own[name] ?? (IsCrate ? (string?)Crate.Value[name] : null);
    }

    private static JsonObject ReadContext(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!["@context"]!.AsObject();
}
