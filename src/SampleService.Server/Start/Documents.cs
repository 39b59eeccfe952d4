namespace SampleService.Server;

/// <summary>The documents of the service, of which every build has a copy.</summary>
internal static class Documents
{
    /// <summary>The folder in which they are.</summary>
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "docs");
}
