using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>A named set of users that can stand in ACLs.</summary>
public record UserGroup
{
    /// <summary>Its name, without the <c>@</c> that it has in ACLs.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null where nobody said.</summary>
    public required string? Title { get; init; }

    /// <summary>May change everything about it.</summary>
    public required string Owner { get; init; }

    /// <summary>May change title and members.</summary>
    public required IReadOnlyList<string> Managers { get; init; }

    /// <summary>Have the rights that samples give to it.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>1, and one more for each change.</summary>
    public required long Version { get; init; }

    /// <summary>Whether it gives no rights any more.</summary>
    public required bool Retired { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset Changed { get; init; }
}

/// <summary>A group, and what was changed of it.</summary>
public sealed record UserGroupWithChanges : UserGroup
{
    /// <summary>What was changed, the oldest first; null where that was not asked for.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GroupChange>? Changes { get; init; }
}

/// <summary>A change of a group, or its making.</summary>
public sealed record GroupChange
{
    /// <summary>The version that it made.</summary>
    public required long Version { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it.</summary>
    public required string By { get; init; }

    /// <summary>New members.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Those who are members no more.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>New managers.</summary>
    public required IReadOnlyList<string> ManagersAdded { get; init; }

    /// <summary>Those who are managers no more.</summary>
    public required IReadOnlyList<string> ManagersRemoved { get; init; }

    /// <summary>The new owner; null where that did not change.</summary>
    public required string? Owner { get; init; }

    /// <summary>Whether it is retired from then on; null where that did not change.</summary>
    public required bool? Retired { get; init; }
}

/// <summary>A page of groups.</summary>
public sealed record UserGroups
{
    /// <summary>The groups, by name.</summary>
    public required IReadOnlyList<UserGroup> Groups { get; init; }

    /// <summary>The cursor of the next page; null: that was all.</summary>
    public required string? Next { get; init; }

    /// <summary>How many were looked at; null without administration rights.</summary>
    public required int? Examined { get; init; }
}
