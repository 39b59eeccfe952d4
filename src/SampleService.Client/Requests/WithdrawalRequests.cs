using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.WithdrawSampleAsync"/>.</summary>
public sealed record WithdrawSampleRequest : NamedRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version, not the newest; null for the whole sample.</summary>
    public int? Version { get; init; }

    /// <summary>Why, as those are told who could read it; 1 to 1000 code points.</summary>
    public required string Reason { get; init; }

    /// <summary>Only if the newest version is this one; null for no condition.</summary>
    public int? IfVersion { get; init; }

    /// <summary>Only if the ACLs are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.RestoreSampleAsync"/>.</summary>
public sealed record RestoreSampleRequest : NamedRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version; null for the whole sample.</summary>
    public int? Version { get; init; }

    /// <summary>Only if the newest version is this one; null for no condition.</summary>
    public int? IfVersion { get; init; }

    /// <summary>Only if the ACLs are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.EndLinkAsync"/>.</summary>
public sealed record EndLinkRequest : NamedRequest
{
    /// <summary>The link.</summary>
    [JsonPropertyName("linkid")]
    public required Guid LinkId { get; init; }
}
