using System.Net.Http.Headers;

namespace SampleService.Client;

/// <summary>What both transports of the gateway door share: where it is, how it is reached, and what is presented there.</summary>
internal sealed class Gateway : IDisposable
{
    private const string GatewayIdHeader = "X-Service-Gateway-Id";
    private const string Scheme = "Bearer";

    private readonly Uri _address;
    private readonly SampleServiceClientOptions _options;
    private readonly HttpMessageHandler _handler;

    /// <param name="address">Where the service is.</param>
    /// <param name="options">How it is called.</param>
    public Gateway(Uri address, SampleServiceClientOptions options)
    {
        _address = address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
        _options = options;
        _handler = options.HttpHandler ?? OwnHandler(options.ConnectTimeout);
    }

    /// <summary>Sends requests. One that was given is not disposed of, since others may use it.</summary>
    public HttpMessageHandler Handler => _handler;

    /// <summary>The address of a path of the door.</summary>
    public Uri AddressOf(string path) => new(_address, "gateway/" + path);

    /// <summary>The headers that present who calls.</summary>
    public async ValueTask<IReadOnlyList<KeyValuePair<string, string>>> PresentAsync(CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (_options.Token is { } token && await token(cancellationToken).ConfigureAwait(false) is { } current)
            headers.Add(new("Authorization", new AuthenticationHeaderValue(Scheme, Checked(current)).ToString()));
        if (_options.GatewayId is { } gatewayId)
            headers.Add(new(GatewayIdHeader, gatewayId));
        return headers;
    }

    public void Dispose()
    {
        if (_options.HttpHandler is null)
            _handler.Dispose();
    }

    /// <summary>A token must not follow a redirection to another place.</summary>
    private static SocketsHttpHandler OwnHandler(TimeSpan connectTimeout)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (connectTimeout > TimeSpan.Zero)
            handler.ConnectTimeout = connectTimeout;
        return handler;
    }

    /// <summary>A line end in a token would end the header; what complains of it further on would show the token.</summary>
    private static string Checked(string token) =>
        token.Length > 0 && token.All(c => c is > ' ' and < '\x7f') ? token : throw new InvalidOperationException("The token is empty, or has characters that no token has");
}
