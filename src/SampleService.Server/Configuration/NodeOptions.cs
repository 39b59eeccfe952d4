using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>The Unix socket for operators on the machine (configuration section <c>Node</c>; docs/node.md).</summary>
public sealed class NodeOptions
{
    /// <summary>
    /// Whether there is the socket. When not given, true where the system has Unix sockets; a process that cannot have it then serves
    /// without. When true it does not start without.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>
    /// Where it is, at most 100 bytes of UTF-8; <c>node.sock</c> in the data directory when not given. An open socket has to be named, in
    /// a folder that other users may enter.
    /// </summary>
    [MinLength(1, ErrorMessage = "a path is needed")]
    public string? SocketPath { get; set; }

    /// <summary>
    /// Whether only root and the user of the server can connect. When false any user of the machine can, and may call what changes and
    /// tells nothing: status, metrics, descriptors.
    /// </summary>
    public bool Restricted { get; set; } = true;

    /// <summary>
    /// The name by which root and the user of the server call: a full administrator. The default is no name that a user can have, and so
    /// can belong to nobody.
    /// </summary>
    [RegularExpression("[!-~]{1,100}", ErrorMessage = "1 to 100 printable ASCII characters without blanks are allowed")]
    public string User { get; set; } = "(node)";

    /// <summary>Maximum bytes of a message; a larger one closes the connection.</summary>
    [Range(1024, 100_000_000)]
    public int MaxMessageBytes { get; set; } = 96_000;

    /// <summary>
    /// Maximum number of connections; one more is closed at once. A quarter of them is kept for root and the user of the server.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxConnections { get; set; } = 64;

    /// <summary>After so many seconds without a byte from its peer a connection on which no call is under way is closed.</summary>
    [Range(1, 86_400)]
    public int IdleSeconds { get; set; } = 600;
}
