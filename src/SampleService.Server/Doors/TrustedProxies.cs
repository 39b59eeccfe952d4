using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace SampleService.Server;

/// <summary>The proxies that the operator trusts.</summary>
internal sealed record TrustedProxies(IReadOnlyList<System.Net.IPNetwork> Networks)
{
    /// <summary>Whether an address is that of one.</summary>
    public bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in Networks)
            if (network.Contains(address))
                return true;
        return false;
    }
}

/// <summary>Believes the headers of the proxies that the operator trusts.</summary>
internal static class TrustedProxiesExtensions
{
    /// <summary>
    /// Makes address, scheme and host of a request those that a trusted proxy tells. Of several addresses the last counts that is
    /// no trusted proxy: what stands before it is what the caller wrote.
    /// </summary>
    /// <param name="app">The pipeline; what is added later sees the changed requests.</param>
    /// <param name="trusted">The proxies; for none nothing is added.</param>
    /// <param name="distrustAddresses">Whether addresses are not believed all the same.</param>
    public static void UseTrustedProxies(this IApplicationBuilder app, TrustedProxies trusted, bool distrustAddresses)
    {
        if (trusted.Networks.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
                | (distrustAddresses ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor),
            ForwardLimit = null,
        };
        // By default loopback addresses are trusted.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted.Networks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
