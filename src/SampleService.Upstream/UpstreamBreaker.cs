using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace SampleService.Upstream;

/// <summary>
/// Keeps requests away from a service that fails. When half of the requests of ten seconds have failed, it is not asked for a second; then one
/// request is let through, whose outcome decides whether the others follow. Nothing is sent twice.
/// </summary>
internal sealed class UpstreamBreaker
{
    /// <summary>Of fewer requests nothing is concluded: five a second are no load for a sick service, and it may be well again with the next.</summary>
    public const int MinRequests = 50;

    private const double MaxFailures = 0.5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<UpstreamResult> _pipeline;
    private CancellationTokenSource _underWay = new();
    private bool _isOpen;

    /// <param name="service">Name in the log.</param>
    /// <param name="isSick">Whether an answer is one of a service that does not work.</param>
    /// <param name="clock">Measures the times.</param>
    /// <param name="logger">Gets a line when the service is not asked any more, and when it is again.</param>
    /// <param name="minRequests">Of fewer nothing is concluded.</param>
    public UpstreamBreaker(string service, Func<UpstreamResponse, bool> isSick, TimeProvider clock, ILogger logger, int minRequests = MinRequests)
    {
        _pipeline = new ResiliencePipelineBuilder<UpstreamResult> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<UpstreamResult>
            {
                FailureRatio = MaxFailures,
                MinimumThroughput = minRequests,
                SamplingDuration = Window,
                BreakDuration = Rest,
                StateProvider = _state,
                ShouldHandle = arguments => new(arguments.Outcome is { Exception: null, Result: var result } && IsFailure(result, isSick)),
                OnOpened = _ =>
                {
                    if (!_isOpen)
                        UpstreamLog.NotAsked(logger, service);
                    _isOpen = true;
                    GiveUp();
                    return default;
                },
                OnClosed = _ =>
                {
                    if (_isOpen)
                        UpstreamLog.AskedAgain(logger, service);
                    _isOpen = false;
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Sends a request, if the service is asked at all.</summary>
    /// <param name="send">Sends it. Its token is cancelled too when the service is found to fail: what it has is as good as lost.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<UpstreamResult> RunAsync(Func<CancellationToken, CancellationToken, Task<UpstreamResult>> send, CancellationToken cancellation)
    {
        var givenUp = Volatile.Read(ref _underWay).Token;
        var context = ResilienceContextPool.Shared.Get(cancellation);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (run, request) =>
                {
                    try
                    {
                        return Outcome.FromResult(await request.Send(run.CancellationToken, request.GivenUp).ConfigureAwait(false));
                    }
                    catch (Exception fault)
                    {
                        return Outcome.FromException<UpstreamResult>(fault);
                    }
                },
                context, (Send: send, GivenUp: givenUp)).ConfigureAwait(false);
            if (outcome.Exception is BrokenCircuitException)
                return new UpstreamResult(null, UpstreamResult.NotAsked);
            outcome.ThrowIfException();
            cancellation.ThrowIfCancellationRequested();
            return outcome.Result;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>A caller that leaves tells nothing of the service, unless it has waited long, or was the one try: then nothing is known to work.</summary>
    private bool IsFailure(UpstreamResult result, Func<UpstreamResponse, bool> isSick) => result switch
    {
        { Failure: UpstreamResult.CallerLeft } => _state.CircuitState == CircuitState.HalfOpen,
        { Response: { } response } => isSick(response),
        _ => true,
    };

    /// <summary>The calls that wait for an answer are told at once. What comes later has a token of its own.</summary>
    private void GiveUp() => Interlocked.Exchange(ref _underWay, new CancellationTokenSource()).Cancel();
}

/// <summary>What became of a request.</summary>
/// <param name="Response">The complete response; null if there is none.</param>
/// <param name="Failure">The kind of failure in metrics; null if there is none.</param>
internal readonly record struct UpstreamResult(UpstreamResponse? Response, string? Failure)
{
    /// <summary>The failure of a request that was not sent.</summary>
    public const string NotAsked = "open";

    /// <summary>The caller left before a working service would have answered.</summary>
    public const string CallerLeft = "left";
}
