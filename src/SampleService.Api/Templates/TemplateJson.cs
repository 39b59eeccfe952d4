using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Templates in results.</summary>
internal static class TemplateJson
{
    /// <summary>Writes which template it is.</summary>
    public static void WriteAddress(JsonOutput result, TemplateHeader template)
    {
        WriteHeader(result, template);
        result.Raw("}"u8);
    }

    /// <summary>Writes a template.</summary>
    public static void Write(JsonOutput result, SampleTemplate template)
    {
        var (header, content) = template;
        WriteHeader(result, header);
        result.Raw(",\"title\":"u8);
        result.Text(content.Title);
        result.Raw(",\"node_tree\":"u8);
        result.Splice(content.NodeTree);
        result.Raw(",\"keys\":"u8);
        result.Splice(content.Keys);
        result.Raw(",\"readers\":"u8);
        JsonList.Write(result, [.. content.Readers], static (output, reader) => output.Text(reader.Value));
        result.Raw(content.IsPublic ? ",\"public\":true,\"created\":"u8 : ",\"public\":false,\"created\":"u8);
        result.Integer(header.Created.Milliseconds);
        result.Raw(",\"changed\":"u8);
        result.Integer(header.Changed.Milliseconds);
        result.Raw("}"u8);
    }

    private static void WriteHeader(JsonOutput result, TemplateHeader template)
    {
        result.Raw("{\"owner\":"u8);
        result.Text(template.Owner.Value);
        result.Raw(",\"name\":"u8);
        result.Text(template.Name);
        result.Raw(",\"version\":"u8);
        result.Integer(template.Version);
    }
}
