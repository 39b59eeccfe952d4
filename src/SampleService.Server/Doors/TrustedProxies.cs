using Microsoft.AspNetCore.HttpOverrides;

namespace SampleService.Server;

/// <summary>Believes the headers of the proxies that the operator trusts.</summary>
internal static class TrustedProxies
{
    /// <summary>
    /// Makes address, scheme and host of a request those that a trusted proxy tells. Of several addresses the last counts that is
    /// no trusted proxy: what stands before it is what the caller wrote.
    /// </summary>
    /// <param name="app">The pipeline; what is added later sees the changed requests.</param>
    /// <param name="trusted">The proxies; for none nothing is added.</param>
    /// <param name="distrustAddresses">Whether addresses are not believed all the same.</param>
    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<System.Net.IPNetwork> trusted, bool distrustAddresses)
    {
        if (trusted.Count == 0)
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
        foreach (var network in trusted)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
