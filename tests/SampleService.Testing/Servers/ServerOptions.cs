namespace SampleService.Testing.Servers;

/// <summary>How a server under test is started.</summary>
public sealed record ServerOptions
{
    /// <summary>The server's assembly; by default the one the test project was built with.</summary>
    public string? AssemblyPath { get; init; }

    /// <summary>KBase settings; without them the server runs stand-alone.</summary>
    public DeployConfig? DeployConfig { get; init; }

    /// <summary>
    /// A folder that the test owns, so that a later process can go on with the data of an earlier one; by default a fresh
    /// one that is deleted with the process.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>A program, with its arguments, that the server is started through and that it takes the place of.</summary>
    public IReadOnlyList<string> StartedThrough { get; init; } = [];

    /// <summary>More settings, in the form <c>Limits__LinksPerSampleVersion</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>More arguments, after <c>--urls</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The address it listens on; it is called on the loopback address all the same.</summary>
    public string ListenAddress { get; init; } = "127.0.0.1";

    /// <summary>Whether it is left to the server where it shows metrics; else it shows none, unless a setting says where.</summary>
    public bool HasDefaultMetrics { get; init; }

    /// <summary>How many characters of what the server writes are kept, of the last part of it.</summary>
    public int OutputKept { get; init; } = 256 * 1024;

    /// <summary>
    /// Whether what the server writes to standard output stays in the pipe until <see cref="ServerProcess.ReadOutput"/>, as
    /// with a reader that has stopped.
    /// </summary>
    public bool IsOutputLeft { get; init; }

    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(90);
}
