using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using SampleService.Domain;

namespace SampleService.Server;

/// <summary>The caller's address for the log (docs/api/README.md). Callers can forge it: nothing else may rely on it.</summary>
/// <param name="distrustForwarded">Whether headers of proxies are ignored.</param>
internal sealed class CallerAddress(bool distrustForwarded)
{
    /// <summary>Headers that proxies and delivery networks are known to add.</summary>
    private static readonly FrozenSet<string> ProxyHeaders = FrozenSet.ToFrozenSet(
        [
            "Forwarded", "Forwarded-For", "Via", "X-Forwarded", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "Client-IP",
            "True-Client-IP", "CF-Connecting-IP", "CF-Connecting-IPv6", "CF-Ray", "CDN-Loop", "Fastly-Client-IP", "Fly-Client-IP",
            "X-Appengine-User-IP", "X-Azure-ClientIP", "X-Azure-SocketIP", "X-Envoy-External-Address", "X-ProxyUser-IP",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What the names of more such headers begin with; the second stands before those that <see cref="TrustedProxiesExtensions"/> has used up.</summary>
    private static readonly string[] ProxyPrefixes = ["X-Forwarded-", "X-Original-"];

    public string Of(HttpContext http)
    {
        if (!distrustForwarded)
        {
            var forwarded = http.Request.Headers["X-Forwarded-For"].ToString();
            var first = ContractText.Trim(forwarded.AsSpan(0, forwarded.AsSpan().IndexOf(',') is var comma and >= 0 ? comma : forwarded.Length));
            if (!first.IsEmpty)
                return Printable(first);
            var real = ContractText.Trim(http.Request.Headers["X-Real-IP"].ToString().AsSpan());
            if (!real.IsEmpty)
                return Printable(real);
        }

        return http.Connection.RemoteIpAddress?.ToString() ?? "";
    }

    /// <summary>Whether the connection comes from this machine and was not passed on by a proxy.</summary>
    public static bool IsLocal(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return false;
        foreach (var (name, _) in http.Request.Headers)
            if (IsOfAProxy(name))
                return false;
        return true;
    }

    /// <summary>The address at which the caller reached the service.</summary>
    public static string ServiceUrl(HttpContext http)
    {
        var request = http.Request;
        var host = request.Host.HasValue
            ? request.Host
            : new HostString($"{http.Connection.LocalIpAddress ?? IPAddress.Loopback}", http.Connection.LocalPort);
        return UriHelper.BuildAbsolute(request.Scheme, host, request.PathBase, request.Path);
    }

    private static bool IsOfAProxy(string header) =>
        ProxyHeaders.Contains(header)
        || Array.Exists(ProxyPrefixes, prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Anything but an address, or one with a port, is left out: it could forge the rest of a log line, or be a secret in the wrong header.</summary>
    private static string Printable(ReadOnlySpan<char> address) => IPEndPoint.TryParse(address, out _) ? address.ToString() : "unreadable";
}
