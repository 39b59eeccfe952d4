using System.Buffers;
using System.Net;
using SampleService.Domain;

namespace SampleService.Server;

/// <summary>The caller's address for the log (docs/api/README.md). Callers can forge it: nothing else may rely on it.</summary>
/// <param name="distrustForwarded">Whether headers of proxies are ignored.</param>
internal sealed class CallerAddress(bool distrustForwarded)
{
    private static readonly string[] ProxyHeaders =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"];

    private static readonly SearchValues<char> AddressCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:%_-[]");

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
        foreach (var name in ProxyHeaders)
            if (http.Request.Headers.ContainsKey(name))
                return false;
        return true;
    }

    /// <summary>Anything but an address or host name is left out: it could forge the rest of a log line.</summary>
    private static string Printable(ReadOnlySpan<char> address) =>
        address.Length > 64 || address.ContainsAnyExcept(AddressCharacters) ? "unreadable" : address.ToString();
}
