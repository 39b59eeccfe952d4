using System.Globalization;
using System.Net;

namespace SampleService.Server;

/// <summary>Where the service is told to listen.</summary>
/// <param name="Text">The addresses, for people.</param>
/// <param name="IsDefault">Whether nothing was said.</param>
/// <param name="AreLoopback">Whether only this machine can reach it.</param>
/// <param name="Urls">The addresses, where they are given as such.</param>
internal sealed record ListenAddresses(string Text, bool IsDefault, bool AreLoopback, IReadOnlyList<BindingAddress> Urls)
{
    public const string Default = "http://127.0.0.1:5000";

    private static readonly BindingAddress[] DefaultUrls = Parse(Default);

    public static ListenAddresses Read(IConfiguration configuration)
    {
        RequirePorts(configuration, "http_ports");
        RequirePorts(configuration, "https_ports");
        // Endpoints and ports of these settings are not looked into: they count as reachable from elsewhere.
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any()
            || configuration["http_ports"] is { Length: > 0 } || configuration["https_ports"] is { Length: > 0 })
            return new ListenAddresses("as Kestrel, http_ports or https_ports say", false, false, []);
        var urls = configuration["urls"];
        if (string.IsNullOrWhiteSpace(urls))
            return new ListenAddresses(Default, true, true, DefaultUrls);
        var parsed = Parse(urls);
        return new ListenAddresses(urls, false, Array.TrueForAll(parsed, IsLoopback), parsed);
    }

    /// <summary>Makes sure that they can be had, as far as that can be told before the web server starts.</summary>
    /// <exception cref="StartException">One cannot.</exception>
    public void RequireAvailable()
    {
        if (AddressCheck.FindUnavailable(Urls) is { } unavailable)
            throw CannotListen(unavailable.Address.ToString(), unavailable.Reason);
    }

    /// <summary>What is said when the service cannot listen.</summary>
    /// <param name="where">The address.</param>
    /// <param name="reason">A sentence.</param>
    public static StartException CannotListen(string where, string reason) => new(
        $"It cannot listen on {where}: {reason} Another address is chosen with --urls, as in --urls http://127.0.0.1:5001");

    /// <summary>The server leaves out of account what it cannot read, and listens somewhere else.</summary>
    private static void RequirePorts(IConfiguration configuration, string key)
    {
        var wrong = configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(port => !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (wrong is not null)
            throw new StartException($"--{key}: '{wrong}' is not a port, 0 to 65535");
    }

    private static BindingAddress[] Parse(string urls) =>
        [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];

    private static BindingAddress ParseOne(string url)
    {
        try
        {
            if (BindingAddress.Parse(url.Trim(' ')) is { Port: <= ushort.MaxValue } address)
                return address;
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new StartException($"--urls: '{url}' is not an address like {Default}, with a port from 0 to 65535");
    }

    private static bool IsLoopback(BindingAddress url)
    {
        var host = url.Host;
        return host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
