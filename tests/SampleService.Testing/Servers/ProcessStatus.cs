using System.Globalization;

namespace SampleService.Testing.Servers;

/// <summary>What Linux tells of one running process.</summary>
internal static class ProcessStatus
{
    private const int Address = 1, State = 3, Inode = 9;

    /// <summary>How the table of sockets has one that listens.</summary>
    private const string Listening = "0A";

    /// <summary>The TCP ports on which a process listens, in order.</summary>
    public static int[] ListeningPorts(int processId)
    {
        // The tables have the sockets of all processes; the open files of this one tell which are its own.
        var own = Directory.GetFiles($"/proc/{processId}/fd").Select(Target).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. new[] { "tcp", "tcp6" }
                .Select(table => $"/proc/{processId}/net/{table}")
                .Where(File.Exists)
                .SelectMany(path => File.ReadLines(path).Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[State] == Listening && own.Contains($"socket:[{fields[Inode]}]"))
                .Select(fields => int.Parse(fields[Address].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>The most memory in bytes that a process has had in use at a time.</summary>
    public static long PeakMemory(int processId) => Memory(processId, "VmHWM:");

    /// <summary>The memory in bytes that a process has in use.</summary>
    public static long Memory(int processId) => Memory(processId, "VmRSS:");

    private static long Memory(int processId, string name)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture);
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            // It was closed meanwhile.
            return null;
        }
    }
}
