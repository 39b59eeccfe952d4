using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>How many connections callers may have (configuration section <c>Limits</c>).</summary>
public sealed class ConnectionLimits
{
    /// <summary>
    /// Maximum number of connections; one more is closed at once. 0 means 10000, or half of the files that the process may still open
    /// if that is less.
    /// </summary>
    [Range(0, 1_000_000)]
    public int Connections { get; set; }

    /// <summary>
    /// Maximum number of connections of one address. 0 means a quarter of <see cref="Connections"/>, and no bound of their own for
    /// loopback addresses, since proxies connect from there.
    /// </summary>
    [Range(0, 1_000_000)]
    public int AddressConnections { get; set; }
}
