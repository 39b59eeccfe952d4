using System.Text.Json;

namespace SampleService.Client;

/// <summary>What became of the operations of a call.</summary>
public sealed record OperationResults
{
    /// <summary>Whether anything is stored.</summary>
    public required bool Applied { get; init; }

    /// <summary>The time of all changes.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of each operation, in their order.</summary>
    public required IReadOnlyList<OperationResult> Results { get; init; }
}

/// <summary>What became of an operation.</summary>
public sealed record OperationResult
{
    /// <summary>Whether it is done, or, where nothing is stored, would have been; null: not tried, since one before it failed.</summary>
    public required bool? Ok { get; init; }

    /// <summary>What its method gives, such as a <see cref="SampleAddress"/>; null if that is nothing, or if nothing is stored.</summary>
    public required JsonElement? Result { get; init; }

    /// <summary>Why it failed: <c>code</c>, <c>type</c> and <c>message</c>; else null.</summary>
    public required JsonElement? Error { get; init; }
}
