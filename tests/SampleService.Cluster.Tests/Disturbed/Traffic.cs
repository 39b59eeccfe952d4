using System.Collections.Concurrent;
using System.Diagnostics;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>All calls go through here: it tells answers from unknown outcomes, and notes what should not happen.</summary>
internal sealed class Traffic(RpcClient rpc, Findings findings)
{
    private static readonly string[] Refusals = ["Sample service error code 40000 ", "Sample service error code 60010 "];

    private static readonly string[] UnknownOutcomes =
    [
        "A part of the service became unavailable; the outcome of the call is unknown",
        "The service did not answer in time; the outcome of the call is unknown",
    ];

    /// <summary>A server that was frozen finds that others did not wait for it.</summary>
    private static readonly string[] NotWaitedFor =
    [
        "Error contacting the workspace service",
        "Connection to database failed",
        "The part of the service that was asked has been replaced by another; the change was not made",
    ];

    private readonly ConcurrentQueue<Phase> _phases = new([new Phase("undisturbed")]);
    private int _answered;
    private long _mayFailUntil = long.MinValue;

    /// <summary>Calls that were answered, by refusals too.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>What is counted from now on is another phase's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mayFail">Whether a call may be answered that its outcome is unknown, whomever it was made through.</param>
    public Phase Begin(string name, bool mayFail = false)
    {
        // A call that began while calls could fail may still tell of it later.
        if (mayFail)
            Volatile.Write(ref _mayFailUntil, long.MaxValue);
        else if (Volatile.Read(ref _mayFailUntil) == long.MaxValue)
            Volatile.Write(ref _mayFailUntil, Stopwatch.GetTimestamp());
        var phase = new Phase(name);
        _phases.Enqueue(phase);
        return phase;
    }

    /// <summary>The answer, a refusal among them; null if what became of the call is unknown.</summary>
    public async Task<Answer?> CallAsync(Member member, string method, object argument)
    {
        var phase = _phases.Last();
        var began = Stopwatch.GetTimestamp();
        var wasDisturbed = member.IsDisturbed;
        var (answer, trouble) = await TryAsync(member, method, argument);
        var isDisturbed = wasDisturbed || member.IsDisturbed;
        phase.Count(Stopwatch.GetElapsedTime(began), isDisturbed, method, trouble);
        if (trouble is null)
        {
            Interlocked.Increment(ref _answered);
            return answer;
        }

        var isExpected = isDisturbed
            ? answer is null || NotWaitedFor.Contains(trouble) || UnknownOutcomes.Contains(trouble)
            : began < Volatile.Read(ref _mayFailUntil) && UnknownOutcomes.Contains(trouble);
        findings.Require(isExpected, $"{phase.Name}: {method} through a {(isDisturbed ? "disturbed" : "sound")} server: {trouble}");
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _phases) + '\n' + findings;

    private async Task<(Answer? Answer, string? Trouble)> TryAsync(Member member, string method, object argument)
    {
        try
        {
            var answer = await rpc.CallAsync(member.Process.Url, "user1", method, argument);
            return (answer, answer.Error is { } error && !Refusals.Any(error.StartsWith) ? error : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, $"{e.GetType().Name}: {e.Message}");
        }
    }
}
