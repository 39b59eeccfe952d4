using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace SampleService.Upstream;

/// <summary>
/// Sends requests to one other service. Follows no redirects and uses no cookies or proxy; time and response size are bounded.
/// </summary>
internal sealed class UpstreamHttp : IDisposable
{
    /// <summary>Goes with each request.</summary>
    private static readonly HttpRequestOptionsKey<StrongBox<bool>> IsFirstOfConnection = new(nameof(IsFirstOfConnection));

    private readonly string _service;
    private readonly string _label;
    private readonly int _maxResponseBytes;
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly UpstreamBreaker _breaker;
    private readonly AttemptLimit _limit;

    /// <param name="service">Name in the log.</param>
    /// <param name="label">Name in metrics, a word.</param>
    /// <param name="timeout">For the whole request, including a second attempt. Less while the service answers nothing (<see cref="AttemptLimit"/>).</param>
    /// <param name="maxResponseBytes">Responses with a larger body are failures.</param>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="logger">Gets a line for each failure.</param>
    /// <param name="isSick">Which answers are those of a service that does not work; by itself as of JSON-RPC.</param>
    /// <param name="minRequests">Of so many requests it is concluded whether the service works.</param>
    public UpstreamHttp(
        string service, string label, TimeSpan timeout, int maxResponseBytes, TimeProvider clock, ILogger logger, Func<UpstreamResponse, bool>? isSick = null,
        int minRequests = UpstreamBreaker.MinRequests)
    {
        _service = service;
        _label = label;
        _maxResponseBytes = maxResponseBytes;
        _logger = logger;
        _clock = clock;
        _breaker = new UpstreamBreaker(service, isSick ?? UpstreamHealth.IsSickRpc, clock, logger, minRequests);
        _limit = new AttemptLimit(timeout, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = timeout,
            ConnectCallback = ConnectAsync,
            MaxConnectionsPerServer = 256,
            // Lets us follow a service that moves to another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // Other organizations' services get no tracing headers of ours.
            ActivityHeadersPropagator = null,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The complete response; null (and a logged warning) when there is none.</summary>
    /// <param name="makeRequest">Makes the request, which must be safe to send twice.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<UpstreamResponse?> TrySendAsync(
        Func<HttpRequestMessage> makeRequest, CancellationToken cancellation)
    {
        var span = UpstreamInstruments.StartSpan(_label);
        var began = Stopwatch.GetTimestamp();
        var failure = UpstreamInstruments.Cancelled;
        try
        {
            (var response, failure) = await _breaker.RunAsync(
                (caller, givenUp) => TrySendWithRetryAsync(makeRequest, caller, givenUp), cancellation).ConfigureAwait(false);
            return response;
        }
        finally
        {
            UpstreamInstruments.Record(_label, Stopwatch.GetElapsedTime(began).TotalSeconds, failure);
            UpstreamInstruments.EndSpan(span, failure);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<UpstreamResult> TrySendWithRetryAsync(
        Func<HttpRequestMessage> makeRequest, CancellationToken cancellation, CancellationToken givenUp)
    {
        var attempt = _limit.Begin();
        using var timeout = new CancellationTokenSource(attempt.Limit, _clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token, givenUp);
        var address = "";
        var end = AttemptEnd.Unknown;
        try
        {
            for (var isRetry = false; ; isRetry = true)
            {
                using var request = makeRequest();
                var isFirst = new StrongBox<bool>();
                request.Options.Set(IsFirstOfConnection, isFirst);
                address = UpstreamText.Address(request.RequestUri!);
                HttpResponseMessage head;
                try
                {
                    head = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
                }
                catch (HttpRequestException fault) when (!isRetry && !isFirst.Value && fault.InnerException is IOException)
                {
                    // The service closed a pooled connection just as we reused it. One retry opens a new one.
                    continue;
                }

                using (head)
                {
                    var response = await ReadAsync(head, limited.Token).ConfigureAwait(false);
                    end = AttemptEnd.Answered;
                    return new(response, response.Status >= 500 ? "status" : null);
                }
            }
        }
        catch (OperationCanceledException)
        {
            var isTooLong = timeout.IsCancellationRequested || (cancellation.IsCancellationRequested && _limit.IsLong(attempt));
            if (!isTooLong)
                return new(null, cancellation.IsCancellationRequested ? UpstreamResult.CallerLeft : UpstreamResult.NotAsked);
            end = AttemptEnd.TimedOut;
            if (timeout.IsCancellationRequested)
                UpstreamLog.TimedOut(_logger, _service, attempt.Limit.TotalSeconds, address);
            return new(null, "timeout");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            UpstreamLog.Unreachable(_logger, _service, address, fault);
            return new(null, "unreachable");
        }
        finally
        {
            _limit.End(attempt, end);
        }
    }

    private async Task<UpstreamResponse> ReadAsync(HttpResponseMessage head, CancellationToken cancellation)
    {
        await head.Content.LoadIntoBufferAsync(_maxResponseBytes, cancellation).ConfigureAwait(false);
        var body = await head.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        return new UpstreamResponse((int)head.StatusCode, head.ReasonPhrase ?? "", body);
    }

    /// <summary>Connects as the handler does by itself, and notes it with the request that needs the connection.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(IsFirstOfConnection, out var isFirst))
            isFirst.Value = true;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A complete HTTP response.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Reason">The reason phrase; may be empty.</param>
/// <param name="Body">The body.</param>
internal sealed record UpstreamResponse(int Status, string Reason, byte[] Body)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public bool IsOk => Status == 200;

    /// <summary>Status and reason phrase, as the service sent them.</summary>
    public string StatusLine => Reason.Length == 0 ? $"{Status}" : $"{Status} {Reason}";

    /// <summary>The body as JSON, which the caller disposes; null when it is not JSON.</summary>
    public JsonDocument? ReadJson()
    {
        try
        {
            return JsonDocument.Parse(Body, Strict);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException stands for member names that are not valid Unicode. The caller logs what the null means for it.
            return null;
        }
    }
}
