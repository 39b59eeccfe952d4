using System.ComponentModel.DataAnnotations;
using System.Net;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Upstream.KBase;

namespace SampleService.Server;

/// <summary>Events that are sent to addresses that users choose (configuration section <c>Events:Webhooks</c>).</summary>
public sealed class WebhookOptions
{
    private static readonly char[] Separators = [',', ';'];

    /// <summary>Whether there are webhooks. If not, their methods are not there, and nothing is sent to those that were made.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many a user may have.</summary>
    [Range(1, 10_000, ErrorMessage = "1 to 10000 are allowed")]
    public int MaxPerUser { get; set; } = 10;

    /// <summary>How many there may be.</summary>
    [Range(1, 10_000, ErrorMessage = "1 to 10000 are allowed")]
    public int MaxTotal { get; set; } = 1000;

    /// <summary>Seconds in which a receiver has to answer.</summary>
    [Range(1, 120, ErrorMessage = "1 to 120 are allowed")]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// Addresses and networks, separated by commas, to which events may be sent although not everybody reaches them, and without encryption too:
    /// <c>127.0.0.1, 10.1.0.0/16</c>. When not given there are none: whoever makes a webhook chooses where this machine connects to.
    /// </summary>
    public string? AllowedNetworks { get; set; }

    /// <summary>
    /// Users of KBase, separated by commas, whose webhooks with <c>as_admin</c> are sent all events: KBase tells roles only to whoever shows a token, so
    /// the operator answers for them. They need the role all the same to make such a webhook.
    /// </summary>
    public string? Administrators { get; set; }

    /// <summary>How many there may be.</summary>
    internal WebhookLimits Limits => new(MaxPerUser, MaxTotal);

    /// <summary>To which addresses events may be sent.</summary>
    /// <exception cref="StartException">An entry of the allowed networks is neither an address nor a network.</exception>
    internal ReceiverAddresses ReadAddresses() => new(
        [.. (AllowedNetworks ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)]);

    /// <summary>Whose rights to read everything are kept by the deployment.</summary>
    internal KeptReadAdministrators ReadAdministrators() => new(
        (Administrators ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static name => new UserName(name)).ToHashSet());

    private static IPNetwork Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new StartException($"Events:Webhooks:AllowedNetworks: '{text}' is neither an address like 10.1.2.3 nor a network like 10.1.0.0/16");
    }
}
