namespace SampleService.Bench;

/// <summary>How figures of the running service are taken.</summary>
internal sealed record FigureOptions
{
    /// <summary>How often all that is compared is measured in turns.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>How long a load lasts each time.</summary>
    public int Seconds { get; init; } = 2;

    /// <summary>Callers at a time where a figure does not say how many.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>The assembly of a service published with ReadyToRun; null to leave that out.</summary>
    public string? ReadyToRun { get; init; }

    public TimeSpan LoadTime => TimeSpan.FromSeconds(Seconds);
}
