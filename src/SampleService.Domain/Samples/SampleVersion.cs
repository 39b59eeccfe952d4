using SampleService.Json;

namespace SampleService.Domain;

/// <summary>One saved version of a sample. It never changes.</summary>
/// <param name="Id">Sample and version.</param>
/// <param name="SavedBy">The user who saved it.</param>
/// <param name="Name">The name of the sample; null for none.</param>
/// <param name="NodeTree">The nodes as the JSON text callers see: ASCII, all six members of each node.</param>
/// <param name="Saved">When it was saved.</param>
public sealed record SampleVersion(
    SampleVersionId Id, UserName SavedBy, string? Name, ReadOnlyMemory<byte> NodeTree, Timestamp Saved)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(SampleVersion);
}

/// <summary>Writes a version as callers see it (docs/api/samples.md).</summary>
public static class SampleDocument
{
    /// <summary>Writes the JSON object. A large tree is spliced in without a copy.</summary>
    public static void Write(JsonOutput output, SampleVersion version)
    {
        output.Raw("{\"id\":"u8);
        output.Uuid(version.Id.Sample.Value);
        output.Raw(",\"user\":"u8);
        output.Text(version.SavedBy.Value);
        output.Raw(",\"name\":"u8);
        output.Text(version.Name);
        output.Raw(",\"node_tree\":"u8);
        output.Splice(version.NodeTree);
        output.Raw(",\"save_date\":"u8);
        output.Integer(version.Saved.Milliseconds);
        output.Raw(",\"version\":"u8);
        output.Integer(version.Id.Version);
        output.Raw("}"u8);
    }
}
