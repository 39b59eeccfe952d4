using System.Text.Json;

namespace SampleService.Client;

/// <summary>A page of links.</summary>
public sealed record FoundLinks
{
    /// <summary>
    /// By the time they were made, then by id: each a <see cref="DataLink"/>; where objects were checked it has that as <c>link</c>, and as
    /// <c>object</c> one of <c>present</c>, <c>deleted</c> and <c>workspace_deleted</c>.
    /// </summary>
    public required IReadOnlyList<JsonElement> Links { get; init; }

    /// <summary>The cursor of the next page; null: that was all. A page may be short or empty and have a next one.</summary>
    public required string? Next { get; init; }

    /// <summary>How many were looked at; null without administration rights.</summary>
    public required int? Examined { get; init; }

    /// <summary>The moment of the answer.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether what is said of that moment stays so for ever.</summary>
    public required bool Settled { get; init; }
}
