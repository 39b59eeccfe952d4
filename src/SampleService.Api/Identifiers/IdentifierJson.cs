using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Identifiers in results.</summary>
internal static class IdentifierJson
{
    /// <summary>Writes an identifier.</summary>
    public static void Write(JsonOutput result, SampleIdentifier identifier)
    {
        result.Raw("{\"namespace\":"u8);
        result.Text(identifier.Namespace);
        result.Raw(",\"value\":"u8);
        result.Text(identifier.Value);
        result.Raw(",\"id\":"u8);
        result.Uuid(identifier.Sample.Value);
        result.Raw(",\"node\":"u8);
        result.Text(identifier.Node?.Value);
        result.Raw(",\"added\":"u8);
        result.Integer(identifier.Added.Milliseconds);
        result.Raw(",\"addedby\":"u8);
        result.Text(identifier.AddedBy.Value);
        result.Raw(",\"removed\":"u8);
        if (identifier.Removed is { } removed)
            result.Integer(removed.Milliseconds);
        else
            result.Raw("null"u8);
        result.Raw(",\"removedby\":"u8);
        result.Text(identifier.RemovedBy?.Value);
        result.Raw("}"u8);
    }
}
