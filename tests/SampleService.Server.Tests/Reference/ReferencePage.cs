using System.Text;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>A page of docs/api: what stands above the marker is written by hand, what follows is made from the method table.</summary>
internal static class ReferencePage
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("SAMPLE_SERVICE_WRITE_REFERENCE") == "1";

    private const string Marker = "<!-- What follows is made from the method table: docs/adding-a-method.md says how. -->\n";

    /// <summary>The path of the page of a group.</summary>
    public static string PathOf(string group) => Path.Combine(Documents.Root, "docs", "api", group + ".md");

    /// <summary>A page is its present introduction and what is generated; or it is written so, where that was asked for.</summary>
    public static async Task CompareAsync(string path, string generated)
    {
        Assert.True(File.Exists(path), $"{path} is missing; docs/adding-a-method.md says how to begin a page");
        await CompareFileAsync(path, Make(await File.ReadAllTextAsync(path), generated));
    }

    /// <summary>A file has the right text; or it is written so.</summary>
    public static async Task CompareFileAsync(string path, string right)
    {
        if (Writes)
            await File.WriteAllTextAsync(path, right);
        else
            Assert.Equal(right, await File.ReadAllTextAsync(path));
    }

    /// <summary>A page with its present introduction.</summary>
    private static string Make(string present, string generated)
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
            from error in method.Errors
            group method by error;
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
