using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>A term of an ontology and the ids right above it.</summary>
internal sealed record OntologyTerm(string Name, IReadOnlyList<string> Parents)
{
    public JsonMap ToJson(string id) => new() { ["id"] = id, ["name"] = Name, ["namespace"] = "test", ["alt_ids"] = new JsonList() };
}
