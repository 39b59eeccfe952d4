namespace SampleService.Domain;

/// <summary>How far the events have come.</summary>
/// <param name="Head">The position given last; 0 for none.</param>
/// <param name="Oldest">The lowest position that is kept; the next one where there is none.</param>
/// <param name="HasUnpublished">Whether there are events without a position.</param>
public readonly record struct EventBounds(long Head, long Oldest, bool HasUnpublished);

/// <summary>Events in the order of their positions.</summary>
/// <param name="Events">The events.</param>
/// <param name="Bounds">How far the events had come at that moment.</param>
public sealed record EventPage(IReadOnlyList<SampleEvent> Events, EventBounds Bounds);
