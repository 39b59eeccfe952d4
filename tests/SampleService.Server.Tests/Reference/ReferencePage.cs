using System.Text;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>A page of docs/api: what stands above the marker is written by hand, what follows is made from the method table.</summary>
internal static class ReferencePage
{
    private const string Marker = "<!-- What follows is made from the method table: docs/adding-a-method.md says how. -->\n";

    /// <summary>The path of the page of a group.</summary>
    public static string PathOf(string group) => Path.Combine(Documents.Root, "docs", "api", group + ".md");

    /// <summary>A page with its present introduction.</summary>
    public static string Make(string present, string generated)
    {
        var end = present.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(end > 0, "the page has no introduction that ends with the marker");
        return present[..end] + Marker + "\n" + generated;
    }

    /// <summary>The methods of a group, and the types that only this page has to explain.</summary>
    public static string MethodsOf(string group, IReadOnlyList<MethodEntry> methods, JsonNode document)
    {
        var text = new StringBuilder();
        var types = new SchemaText(document["components"]!["schemas"]!.AsObject());
        foreach (var method in methods.Where(m => m.Group == group))
            MethodText.Write(text, method, types);
        types.WriteUsed(text);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>All codes, with their details and the methods that have them.</summary>
    public static string ErrorsOf(IReadOnlyList<MethodEntry> methods)
    {
        var text = new StringBuilder();
        var errors =
            from method in methods
            from error in method.Node["errors"]!.AsArray()
            from detail in error!["data"]!.AsArray()
            group method by (Code: (int)error["code"]!, Type: (string)error["message"]!, Detail: (string)detail!);
        foreach (var code in errors.GroupBy(error => (error.Key.Code, error.Key.Type)).OrderBy(code => code.Key.Code))
        {
            text.Append($"## {code.Key.Code} {code.Key.Type}\n\n| detail | methods |\n|---|---|\n");
            foreach (var detail in code.OrderBy(detail => detail.Key.Detail, StringComparer.Ordinal))
                text.Append($"| {Markdown.Code(detail.Key.Detail)} | {string.Join(", ", detail.Select(Link))} |\n");
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Link(MethodEntry method) => $"[{method.ShortName}]({method.Group}.md#{method.ShortName})";
}
