using System.Reflection;

namespace SampleService.Api;

/// <summary>Which version of the service this is, as it was built.</summary>
public static class ServiceVersion
{
    private static readonly (string Number, string Commit) Build = Read();

    /// <summary>The number of the version.</summary>
    public static string Number => Build.Number;

    /// <summary>The commit it was built from; empty if the compiler did not know it.</summary>
    public static string Commit => Build.Commit;

    /// <summary>Both, for people: <c>0.1.0 (commit 0badcafe)</c>.</summary>
    public static string Text { get; } = Commit.Length == 0 ? Number : $"{Number} (commit {Commit})";

    /// <summary>The compiler puts the commit behind a plus sign, where it knows it.</summary>
    private static (string Number, string Commit) Read()
    {
        var text = typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? (text, "") : (text[..plus], text[(plus + 1)..]);
    }
}
