using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SampleService.Domain;

namespace SampleService.Webhooks;

/// <summary>How a request has ended.</summary>
/// <param name="Status">The status of the answer; null if there was none.</param>
/// <param name="Fault">What was wrong, one of <see cref="WebhookFault"/>; null if the event was received.</param>
internal readonly record struct DeliveryOutcome(int? Status, string? Fault);

/// <summary>
/// Sends one event in one request. Nothing is followed and nothing of the answer is kept but its status: a receiver that is no receiver
/// cannot be made to tell anything.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    /// <summary>Bytes of the headers of an answer, in KiB.</summary>
    private const int MaxHeaderKibibytes = 16;

    /// <summary>Bytes of the body of an answer that are read past, so that the connection can be used again.</summary>
    private const int MaxBodyBytes = 4096;

    /// <summary>That a certificate is one of a server (RFC 5280, id-kp-serverAuth).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan BodyTime = TimeSpan.FromSeconds(1);

    /// <summary>After so long a host is looked up again.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Receivers close what is quiet, and a request on a connection that is being closed is one in vain.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;

    /// <param name="resolver">Looks up addresses.</param>
    /// <param name="addresses">Which may be connected to.</param>
    /// <param name="agent">What the service calls itself.</param>
    /// <param name="timeout">For connecting, sending, and the head of the answer.</param>
    /// <param name="clock">Measures that, and gives the time of requests.</param>
    public WebhookClient(IHostResolver resolver, ReceiverAddresses addresses, ProductInfoHeaderValue agent, TimeSpan timeout, TimeProvider clock)
    {
        (_timeout, _clock) = (timeout, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = new ReceiverConnection(resolver, addresses).ConnectAsync,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CertificatePolicy() },
            PooledConnectionLifetime = ConnectionLifetime,
            PooledConnectionIdleTimeout = IdleTime,
            MaxResponseHeadersLength = MaxHeaderKibibytes,
            MaxResponseDrainSize = MaxBodyBytes,
            ResponseDrainTimeout = BodyTime,
            // Other organizations' services get no tracing headers of ours.
            ActivityHeadersPropagator = null,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(agent);
    }

    /// <summary>Sends an event.</summary>
    /// <param name="webhook">To whom.</param>
    /// <param name="secret">What it is signed with.</param>
    /// <param name="position">Its position.</param>
    /// <param name="body">Its text.</param>
    /// <param name="cancellation">Ends the request; whether the event was received is not known then.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<DeliveryOutcome> SendAsync(
        Webhook webhook, byte[] secret, long position, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_timeout, _clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var request = MakeRequest(webhook, secret, position, body);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
            return new((int)response.StatusCode, response.IsSuccessStatusCode ? null : WebhookFault.Status);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new(null, WebhookFault.Timeout);
        }
        catch (HttpRequestException failure)
        {
            // What it says in detail would tell a user of the network of this machine.
            return new(null, failure switch
            {
                { InnerException: ForbiddenAddressException } => WebhookFault.Address,
                { HttpRequestError: HttpRequestError.SecureConnectionError } => WebhookFault.Certificate,
                _ => WebhookFault.Connection,
            });
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// The usual one, but for this: a certificate can name an address where that of its issuer is to be had, which would be asked for from within the
    /// network of this machine. A receiver has to send all but the root.
    /// </summary>
    private static X509ChainPolicy CertificatePolicy() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        ApplicationPolicy = { new Oid(ServerAuthentication) },
    };

    private HttpRequestMessage MakeRequest(Webhook webhook, byte[] secret, long position, ReadOnlyMemory<byte> body)
    {
        var seconds = _clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Version = HttpVersion.Version11,
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("X-Webhook-Id", webhook.Id.ToString());
        request.Headers.Add("X-Event-Id", position.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Signature", WebhookSignature.Of(secret, seconds, body.Span));
        return request;
    }
}
