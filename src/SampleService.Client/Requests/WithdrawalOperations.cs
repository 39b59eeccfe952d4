using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Withdraws a sample, or one version of it.</summary>
public sealed record WithdrawSampleOperation : ExistingSampleOperation
{
    /// <summary>The version, not the newest; null for the whole sample.</summary>
    public int? Version { get; init; }

    /// <summary>Why, as those are told who could read it; 1 to 1000 code points.</summary>
    public required string Reason { get; init; }
}

/// <summary>Takes a withdrawal back.</summary>
public sealed record RestoreSampleOperation : ExistingSampleOperation
{
    /// <summary>The version; null for the whole sample.</summary>
    public int? Version { get; init; }
}

/// <summary>Ends a link by its id, also where its data is gone.</summary>
public sealed record EndLinkOperation : SampleOperation
{
    /// <summary>The link.</summary>
    [JsonPropertyName("linkid")]
    public required Guid LinkId { get; init; }
}
