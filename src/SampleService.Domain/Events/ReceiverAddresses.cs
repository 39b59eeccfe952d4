using System.Net;
using System.Net.Sockets;

namespace SampleService.Domain;

/// <summary>
/// To which addresses events may be sent: those that everybody in the Internet reaches, and the networks that an operator allows. A user who
/// chooses where this machine connects to must not reach what only this machine does.
/// </summary>
/// <param name="allowed">Networks that are allowed whatever they are.</param>
public sealed class ReceiverAddresses(IReadOnlyList<IPNetwork> allowed)
{
    /// <summary>Blocks of the registries of special addresses (RFC 6890 and what it was updated by) that are no public receivers.</summary>
    private static readonly IPNetwork[] Special = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    /// <summary>What the registries have given out to anybody; unique local, link-local and multicast addresses lie beside it, as does all that is mapped.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Whether an operator allows a network.</summary>
    public bool AllowsAny => allowed.Count > 0;

    /// <summary>Whether events may be sent to an address.</summary>
    public bool Allows(IPAddress address) => IsAllowedByOperator(address) || IsPublic(Plain(address));

    /// <summary>Whether an operator allows it, so that events may be sent there without encryption as well.</summary>
    public bool IsAllowedByOperator(IPAddress address)
    {
        var plain = Plain(address);
        foreach (var network in allowed)
            if (network.Contains(plain))
                return true;
        return false;
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
        && !Special.Any(block => block.Contains(address));

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(static text => IPNetwork.Parse(text))];

    /// <summary>An IPv4 address in the form of one of IPv6 is the IPv4 address; a scope makes no other address of one.</summary>
    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes())
        : address;
}
