using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using SampleService.Telemetry;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Sends requests to one KBase service: no redirects, no cookies, no proxy; wait and size of the answer are bounded.
/// </summary>
internal sealed class KBaseHttp : IDisposable
{
    private const string Cancelled = "cancelled";

    private readonly string _service;
    private readonly string _label;
    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <param name="service">What the service is called in the log.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="logger">Told of failures.</param>
    public KBaseHttp(string service, KBaseOptions options, ILogger logger)
        : this(service, options.Timeout, options.MaximumResponseBytes, TimeProvider.System, logger)
    {
    }

    /// <param name="service">What the service is called in the log: <c>KBase NAME service</c>.</param>
    /// <param name="timeout">Longest wait for an answer.</param>
    /// <param name="maximumResponseBytes">Largest answer that is read.</param>
    /// <param name="clock">Measures the wait.</param>
    /// <param name="logger">Told of failures.</param>
    public KBaseHttp(string service, TimeSpan timeout, int maximumResponseBytes, TimeProvider clock, ILogger logger)
    {
        _service = service;
        // "KBase auth service" is auth in metrics.
        _label = service.Split(' ')[^2];
        _logger = logger;
        _timeout = timeout;
        _clock = clock;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = timeout,
            MaxConnectionsPerServer = 256,
            // So that a service which moves to another address is found there.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // Tracing headers are for our own services.
            ActivityHeadersPropagator = null,
        };
        _client = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = maximumResponseBytes,
        };
    }

    /// <summary>The whole answer; null, and a line in the log, when there is none.</summary>
    /// <param name="makeRequest">Makes the request; it changes nothing there, so that it may be sent twice.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<UpstreamAnswer?> TrySendAsync(
        Func<HttpRequestMessage> makeRequest, CancellationToken cancellation)
    {
        var span = Spans.BeginUpstream(_label);
        var began = Stopwatch.GetTimestamp();
        var failure = Cancelled;
        try
        {
            (var answer, failure) = await TrySendOnceOrTwiceAsync(makeRequest, cancellation).ConfigureAwait(false);
            return answer;
        }
        finally
        {
            Instruments.UpstreamDuration.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds, new(Instruments.Service, _label), new(Instruments.Outcome, failure ?? "answered"));
            if (failure is not null and not Cancelled)
                Instruments.UpstreamFailures.Add(1, new(Instruments.Service, _label), new(Instruments.Kind, failure));
            Spans.End(span, failure);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(UpstreamAnswer? Answer, string? Failure)> TrySendOnceOrTwiceAsync(
        Func<HttpRequestMessage> makeRequest, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_timeout, _clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        var address = "";
        try
        {
            for (var isRepeated = false; ; isRepeated = true)
            {
                using var request = makeRequest();
                address = UpstreamText.Address(request.RequestUri!);
                try
                {
                    var answer = await SendAsync(request, limited.Token).ConfigureAwait(false);
                    return (answer, answer.Status >= 500 ? "status" : null);
                }
                catch (HttpRequestException fault) when (!isRepeated && fault.InnerException is IOException)
                {
                    // A connection that stood broke: the service closed it just when we used it again.
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            UpstreamLog.TimedOut(_logger, _service, _timeout.TotalSeconds, address);
            return (null, "timeout");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            UpstreamLog.CouldNotBeAsked(_logger, _service, address, fault);
            return (null, "unreachable");
        }
    }

    private async Task<UpstreamAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        return new UpstreamAnswer((int)response.StatusCode, response.ReasonPhrase ?? "", body);
    }
}
