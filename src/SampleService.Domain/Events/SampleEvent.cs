namespace SampleService.Domain;

/// <summary>A change: that it was, and where, never what it put there. Null is what does not apply to its type.</summary>
/// <param name="Position">Its place among all events: 1, 2, 3 ... without gaps.</param>
/// <param name="At">When it was.</param>
/// <param name="Type">One of <see cref="EventType"/>.</param>
/// <param name="By">Who made it; null where that is not known.</param>
public sealed record SampleEvent(long Position, Timestamp At, string Type, UserName? By)
{
    /// <summary>The sample it is about.</summary>
    public SampleId? Sample { get; init; }

    /// <summary>The version of the sample.</summary>
    public int? Version { get; init; }

    /// <summary>The link.</summary>
    public LinkId? Link { get; init; }

    /// <summary>The workspace of the link.</summary>
    public WorkspaceId? Workspace { get; init; }

    /// <summary>The relation.</summary>
    public Guid? Relation { get; init; }

    /// <summary>The identifier, as <c>namespace:value</c>.</summary>
    public string? Identifier { get; init; }

    /// <summary>The name of the group.</summary>
    public string? Group { get; init; }

    /// <summary>To whom the sample is or was offered. Callers are not shown it.</summary>
    public UserName? Addressee { get; init; }

    /// <summary>The ACL version of the sample from then on.</summary>
    public long? AclVersion { get; init; }
}
