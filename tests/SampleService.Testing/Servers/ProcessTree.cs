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

    /// <summary>What a process has used of the processors; zero for one that has ended.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="withEnded">Whether what its children have used counts that have ended.</param>
    public static TimeSpan ProcessorTimeOf(int processId, bool withEnded)
    {
        // Linux counts in hundredths of a second: in user mode, in the system, and the same of the children.
        const int First = 11;
        const double TicksASecond = 100;
        return Fields(processId) is { } fields
            ? TimeSpan.FromSeconds(fields.Skip(First).Take(withEnded ? 4 : 2).Sum(static field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksASecond)
            : TimeSpan.Zero;
    }

    private static (bool IsAlive, bool IsStopped, int Parent)? Status(int processId)
    {
        if (Fields(processId) is not { } fields)
            return null;
        var isAlive = fields[0] is not ("Z" or "X");
        return (isAlive, !isAlive || fields[0] is "T" or "t", int.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    /// <summary>What is told of a process, from its state on; null for one that has ended.</summary>
    private static string[]? Fields(int processId)
    {
        try
        {
            // The name, in brackets, may have blanks and brackets of its own.
            var fields = File.ReadAllText($"/proc/{processId}/stat");
            return fields[(fields.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return null;
        }
    }
}
