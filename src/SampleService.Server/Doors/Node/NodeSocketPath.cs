using System.Net.Sockets;
using System.Text;

namespace SampleService.Server;

/// <summary>Where the Unix socket is to be, as the settings say.</summary>
/// <param name="Path">The path, as it was given.</param>
/// <param name="IsInsisted">Whether the process does not start without the socket.</param>
internal sealed record NodeSocketPath(string Path, bool IsInsisted)
{
    /// <summary>Linux allows 107.</summary>
    private const int MaxBytes = 100;

    private const string DefaultName = "node.sock";
    private const string Setting = "Node:SocketPath";

    /// <summary>Why there can be no socket at the path, where that is no reason not to start; else null.</summary>
    public string? Fault { get; private init; }

    /// <summary>Finds it, and what is wrong with the settings before anything is made; null where there is to be no socket.</summary>
    /// <exception cref="StartException">There cannot be a socket as it is asked for.</exception>
    public static NodeSocketPath? Find(NodeOptions options, StorageOptions storage)
    {
        if (options.Enabled == false)
            return null;
        if (!Socket.OSSupportsUnixDomainSockets)
            return options.Enabled is null ? null : throw new StartException("Node:Enabled is true, but this system has no Unix sockets");
        if (options.SocketPath is null && !options.Restricted)
            throw new StartException($"Node:Restricted is false, so {Setting} has to name the socket, in a folder that other users may enter");
        var path = options.SocketPath ?? System.IO.Path.Combine(storage.DataDirectory, DefaultName);
        var isInsisted = options.SocketPath is not null || options.Enabled == true;
        if (Encoding.UTF8.GetByteCount(path) is var length && length > MaxBytes)
        {
            var fault = $"the path has {length} bytes, at most {MaxBytes} are allowed";
            return !isInsisted ? new NodeSocketPath(path, false) { Fault = fault } : throw new StartException($"{Setting} = '{path}': {fault}");
        }

        if (options.SocketPath is not null && Directory.GetParent(System.IO.Path.GetFullPath(path)) is { } folder)
            RequireFolder(folder, path, isForOthers: !options.Restricted);
        return new NodeSocketPath(path, isInsisted);
    }

    private static void RequireFolder(DirectoryInfo folder, string path, bool isForOthers)
    {
        if (!folder.Exists)
            throw new StartException($"{Setting} = '{path}': there is no folder {folder.FullName}");
        if (!isForOthers || OperatingSystem.IsWindows())
            return;
        for (var outer = folder; outer is not null; outer = outer.Parent)
            if (!outer.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                throw new StartException($"Node:Restricted is false, but other users may not enter {outer.FullName}, where {Setting} has the socket");
    }
}
