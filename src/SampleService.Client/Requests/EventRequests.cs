namespace SampleService.Client;

/// <summary>Parameters of <see cref="SampleServiceClient.WatchEventsAsync"/>.</summary>
public record WatchEventsRequest : AdministrationRequest
{
    /// <summary>The position of the last event seen; null for 0, and when watching for what happens from now on.</summary>
    public long? After { get; init; }

    /// <summary>Only events of these types; null for all.</summary>
    public IReadOnlyList<EventType>? Types { get; init; }

    /// <summary>Only events of this sample, which the caller has to be able to read; null for all.</summary>
    public Guid? Sample { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetEventsAsync"/>.</summary>
public sealed record GetEventsRequest : WatchEventsRequest
{
    /// <summary>How many at most; null for 100.</summary>
    public int? Limit { get; init; }
}
