namespace SampleService.Server;

/// <summary>How many files this process may open; each connection is one. Known on Linux only.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Open = "/proc/self/fd";
    private const string MaxOpenFiles = "Max open files";

    /// <summary>How many more it may open; null if that is not known, or not limited.</summary>
    public static int? FindLeft()
    {
        if (!File.Exists(Limits))
            return null;
        var line = Array.Find(File.ReadAllLines(Limits), static line => line.StartsWith(MaxOpenFiles, StringComparison.Ordinal));
        return int.TryParse(line?[MaxOpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(), out var max)
            ? Math.Max(0, max - Directory.GetFileSystemEntries(Open).Length)
            : null;
    }
}
