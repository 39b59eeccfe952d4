using Microsoft.Extensions.Logging;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>Reads the keys of an issuer, by its discovery document. docs/issuers.md says what that has to hold.</summary>
internal sealed class IssuerClient(OpenIdConnectIssuer issuer, TimeProvider clock, ILogger logger) : IDisposable
{
    private const string Service = "OpenID Connect issuer";
    private const int Ok = 200;
    private const int MaxBytes = 1024 * 1024;

    /// <summary>For each of the two requests.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly UpstreamHttp _http = new(Service, "issuer", Timeout, MaxBytes, TimeProvider.System, logger, UpstreamHealth.IsSick);
    private readonly Uri _discovery = new($"{issuer.Authority.TrimEnd('/')}/.well-known/openid-configuration");

    public string Authority => issuer.Authority;

    /// <summary>The keys that the issuer publishes now; null, and a logged warning, when they could not be read.</summary>
    public async Task<IssuerKeySet?> ReadAsync()
    {
        var readAt = clock.GetTimestamp();
        if (await GetAsync(_discovery).ConfigureAwait(false) is not { } discovery || FindKeys(discovery) is not { } address)
            return null;
        if (await GetAsync(address).ConfigureAwait(false) is not { } response)
            return null;
        using var json = response.ReadJson();
        if (json is not null && IssuerKeySet.TryRead(json.RootElement, readAt) is { } keys)
            return keys;
        Unusable("no keys that can be used");
        return null;
    }

    public void Dispose() => _http.Dispose();

    private async Task<UpstreamResponse?> GetAsync(Uri address)
    {
        var response = await _http.TrySendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, address), CancellationToken.None).ConfigureAwait(false);
        if (response is not { IsOk: false })
            return response;
        UpstreamLog.Refused(logger, Service, response.Status, null);
        return null;
    }

    private Uri? FindKeys(UpstreamResponse discovery)
    {
        using var json = discovery.ReadJson();
        if (json?.RootElement.Member("issuer")?.Text() != issuer.Authority)
            Unusable("another issuer than Authority says");
        else if (!Uri.TryCreate(json.RootElement.Member("jwks_uri")?.Text(), UriKind.Absolute, out var address))
            Unusable("no jwks_uri");
        else if (!IssuerAddressAttribute.IsSafe(address))
            Unusable("a jwks_uri that is neither https nor on a loopback address");
        else
            return address;
        return null;
    }

    private void Unusable(string fault) => UpstreamLog.Unusable(logger, Service, Ok, fault);
}
