using System.Reflection;

namespace SampleService.Server.Tests.Support;

/// <summary>The documents of the repository.</summary>
internal static class Documents
{
    /// <summary>The tree of files this test run was built from.</summary>
    public static string Root { get; } = Path.GetFullPath(typeof(Documents).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!);

    /// <summary>A document, by its path from the root.</summary>
    public static Task<string> ReadAsync(params string[] path) => File.ReadAllTextAsync(Path.Combine([Root, .. path]));

    /// <summary>The code that begins with an opening line.</summary>
    public static string BlockAfter(string document, string opening)
    {
        var start = document.IndexOf(opening, StringComparison.Ordinal);
        Assert.True(start >= 0, $"there is no {opening}");
        start += opening.Length;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
