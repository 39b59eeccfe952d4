using System.Net;

namespace SampleService.Server;

/// <summary>The proxies before the service (configuration section <c>Proxy</c>).</summary>
public sealed class ProxyOptions
{
    private static readonly char[] Separators = [',', ';'];

    /// <summary>
    /// The addresses and networks of proxies, separated by commas, whose headers <c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>
    /// and <c>X-Forwarded-Host</c> are believed: <c>127.0.0.1, 10.1.0.0/16</c>. When not given none is: the caller's address in
    /// the log is then what callers say, and nothing else rests on these headers.
    /// </summary>
    public string? Trusted { get; set; }

    /// <summary>The trusted networks; an address is a network of one.</summary>
    /// <exception cref="StartException">An entry is neither an address nor a network.</exception>
    internal IReadOnlyList<IPNetwork> ReadTrusted() =>
        [.. (Trusted ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static IPNetwork Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new StartException($"Proxy:Trusted: '{text}' is neither an address like 10.1.2.3 nor a network like 10.1.0.0/16");
    }
}
