using SampleService.Json;

namespace SampleService.Domain;

/// <summary>Writes a version of a sample as callers see it (section 3.4).</summary>
public static class SampleDocument
{
    /// <summary>Adds the JSON object; the tree is spliced in without a copy where that pays.</summary>
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
