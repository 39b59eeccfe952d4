using System.Text.Json;

namespace SampleService.Client;

/// <summary>Samples as of one moment.</summary>
public sealed record SampleStates
{
    /// <summary>The moment that was used.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the same is answered for ever, but for rights and withdrawal.</summary>
    public required bool Settled { get; init; }

    /// <summary>The samples in the order asked for.</summary>
    public required IReadOnlyList<SampleState> Samples { get; init; }
}

/// <summary>A sample as of one moment. Parts that were not asked for are null.</summary>
public sealed record SampleState
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>Null; or why there is nothing to be had: <c>code</c>, <c>type</c> and <c>message</c>.</summary>
    public required JsonElement? Error { get; init; }

    /// <summary>The version that is shown.</summary>
    public required int? Version { get; init; }

    /// <summary>How many there were.</summary>
    public required int? Versions { get; init; }

    /// <summary>Who owned it; of the past only for those who may administrate it.</summary>
    public required string? Owner { get; init; }

    /// <summary>Grows by one with every change of the ACLs; null if it is not known any more.</summary>
    public required long? AclVersion { get; init; }

    /// <summary>From when on changes of the ACLs are kept; null if they are not yet.</summary>
    public required DateTimeOffset? AclsRecordedSince { get; init; }

    /// <summary>The content: a <see cref="Client.Sample"/>.</summary>
    public required JsonElement? Sample { get; init; }

    /// <summary>The ACLs: <see cref="SampleAcls"/>; null also where the caller may not see them or they are not known any more.</summary>
    public required JsonElement? Acls { get; init; }

    /// <summary>The links of the version that were active then.</summary>
    public required IReadOnlyList<DataLink>? Links { get; init; }

    /// <summary>Its relations to other samples.</summary>
    public required IReadOnlyList<SampleRelation>? Relations { get; init; }

    /// <summary>Its identifiers.</summary>
    public required IReadOnlyList<SampleIdentifier>? Identifiers { get; init; }

    /// <summary>How it was withdrawn; null if it was not.</summary>
    public required JsonElement? Tombstone { get; init; }
}
