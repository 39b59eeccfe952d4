namespace SampleService.Server.Tests.Reference;

/// <summary>Text of Markdown.</summary>
internal static class Markdown
{
    /// <summary>Text as code, also with backquotes in it.</summary>
    public static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";
}
