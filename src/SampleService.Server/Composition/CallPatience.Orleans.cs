namespace SampleService.Server;

/// <summary>How long calls of grains are made again that met with a silo that is gone.</summary>
/// <param name="Longest">From the first failure on. It should be longer than it takes until somebody has taken over.</param>
/// <param name="HasSilentDeaths">
/// Whether nobody tells of silos that died, so that only the time-out of a call hints at it. Reads are then made again after
/// it. Never so in a silo: there a call that took too long may still go on, with the very same request object.
/// </param>
internal sealed record CallPatience(TimeSpan Longest, bool HasSilentDeaths)
{
    /// <summary>Apart from probes: votes, and the news of them.</summary>
    private static readonly TimeSpan Votes = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A silo that was killed is found dead within one series of probes, a frozen one, measured, within two to four:
    /// the others wait out each probe, and they wait longer while they are busy themselves.
    /// </summary>
    private const int SeriesOfProbes = 4;

    /// <summary>What fits the membership settings of a cluster.</summary>
    public static CallPatience For(ClusterMemberOptions cluster) => new(
        Votes + (SeriesOfProbes * cluster.MissedProbes * TimeSpan.FromSeconds(cluster.ProbeSeconds)),
        cluster.Role == ClusterRole.FrontEnd);
}
