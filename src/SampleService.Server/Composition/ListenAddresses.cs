using System.Net;

namespace SampleService.Server;

/// <summary>Where the service is told to listen.</summary>
/// <param name="Text">The addresses, for people.</param>
/// <param name="IsDefault">Whether nothing was said.</param>
/// <param name="AreLoopback">Whether only this machine can reach it.</param>
internal sealed record ListenAddresses(string Text, bool IsDefault, bool AreLoopback)
{
    public const string Default = "http://127.0.0.1:5000";

    public static ListenAddresses Read(IConfiguration configuration)
    {
        // Endpoints and ports of these settings are not looked into: they count as reachable from elsewhere.
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any()
            || configuration["http_ports"] is { Length: > 0 } || configuration["https_ports"] is { Length: > 0 })
            return new ListenAddresses("as Kestrel, http_ports or https_ports say", false, false);
        var urls = configuration["urls"];
        return string.IsNullOrWhiteSpace(urls)
            ? new ListenAddresses(Default, true, true)
            : new ListenAddresses(urls, false, urls.Split(';', StringSplitOptions.RemoveEmptyEntries).All(IsLoopback));
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url.Trim(' '));
        }
        catch (FormatException)
        {
            throw new StartException($"--urls: '{url}' is not an address like {Default}");
        }
    }

    private static bool IsLoopback(string url)
    {
        var host = Parse(url).Host;
        return host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
