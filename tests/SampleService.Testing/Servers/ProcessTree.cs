using System.Globalization;

namespace SampleService.Testing.Servers;

/// <summary>What Linux tells of processes.</summary>
internal static class ProcessTree
{
    /// <summary>The processes that a process has started and that have not ended.</summary>
    public static int[] ChildrenOf(int processId) =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && Status(id) is { } status && status.Parent == processId),
    ];

    /// <summary>Whether a process has not ended; one that only waits to be noted by its parent has.</summary>
    public static bool IsAlive(int processId) => Status(processId) is { IsAlive: true };

    /// <summary>Whether a process is held still, or has ended.</summary>
    public static bool IsStopped(int processId) => Status(processId) is not { IsStopped: false };

    private static (bool IsAlive, bool IsStopped, int Parent)? Status(int processId)
    {
        try
        {
            // The name, in brackets, may have blanks and brackets of its own.
            var fields = File.ReadAllText($"/proc/{processId}/stat");
            var rest = fields[(fields.LastIndexOf(')') + 2)..].Split(' ');
            var isAlive = rest[0] is not ("Z" or "X");
            return (isAlive, !isAlive || rest[0] is "T" or "t", int.Parse(rest[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return null;
        }
    }
}
