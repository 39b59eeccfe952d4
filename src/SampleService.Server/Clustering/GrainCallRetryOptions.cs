namespace SampleService.Server;

/// <summary>How long a grain call is repeated that met a silo which is gone.</summary>
/// <param name="MaxDuration">Counted from the first failure. It should be longer than the takeover of a dead silo's grains takes.</param>
/// <param name="RetryReadsOnTimeout">
/// Whether a read is repeated after its time-out: for front ends, which nobody tells of dead silos. Never so in a silo: there the call
/// may still be running, with the very same request object.
/// </param>
internal sealed record GrainCallRetryOptions(TimeSpan MaxDuration, bool RetryReadsOnTimeout)
{
    /// <summary>Apart from probes: the votes of the other silos, and the spreading of their result.</summary>
    private static readonly TimeSpan VotingTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A killed silo is declared dead within one series of probes, a frozen one, as measured, within two to four: the others wait for
    /// the time-out of each probe, and longer while they are busy themselves.
    /// </summary>
    private const int ProbeSeries = 4;

    /// <summary>What fits the membership settings of a cluster.</summary>
    public static GrainCallRetryOptions For(ClusterMemberOptions cluster) => new(
        VotingTime + (ProbeSeries * cluster.MissedProbes * TimeSpan.FromSeconds(cluster.ProbeSeconds)),
        cluster.Role == ClusterRole.FrontEnd);
}
