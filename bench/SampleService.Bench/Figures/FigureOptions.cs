namespace SampleService.Bench;

/// <summary>How figures of the running service are taken.</summary>
/// <param name="Rounds">How often all that is compared is measured in turns.</param>
/// <param name="Seconds">How long a load lasts each time.</param>
/// <param name="Connections">Callers at a time where a figure does not say how many.</param>
/// <param name="ReadyToRun">The assembly of a service published with ReadyToRun; null to leave that out.</param>
internal sealed record FigureOptions(int Rounds, int Seconds, int Connections, string? ReadyToRun)
{
    public TimeSpan LoadTime => TimeSpan.FromSeconds(Seconds);

    /// <summary>A load before the first that counts: .NET compiles what is called often several times, each time better.</summary>
    public TimeSpan WarmUpTime => 8 * LoadTime;

    public static FigureOptions Of(BenchOptions given) =>
        new(given.Rounds ?? 7, given.Seconds ?? 2, given.Connections ?? 16, given.ReadyToRun is { } file ? Path.GetFullPath(file) : null);
}
