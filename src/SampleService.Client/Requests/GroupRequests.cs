using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.CreateGroupAsync"/>.</summary>
public sealed record CreateGroupRequest : NamedRequest
{
    /// <summary>2 to 64 of <c>a-z</c>, <c>0-9</c>, <c>_</c> and <c>-</c>, a letter first; without the <c>@</c> that it has in ACLs.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Title { get; init; }

    /// <summary>Users who have the rights that samples give to the group.</summary>
    public IReadOnlyList<string>? Members { get; init; }

    /// <summary>Users who may change title and members.</summary>
    public IReadOnlyList<string>? Managers { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.UpdateGroupAsync"/>. What is null stays as it is.</summary>
public sealed record UpdateGroupRequest : NamedRequest
{
    /// <summary>The group, without the <c>@</c> that it has in ACLs.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Title { get; init; }

    /// <summary>New members.</summary>
    public IReadOnlyList<string>? Add { get; init; }

    /// <summary>Members who are to be none any more.</summary>
    public IReadOnlyList<string>? Remove { get; init; }

    /// <summary>New managers; for the owner alone.</summary>
    public IReadOnlyList<string>? AddManagers { get; init; }

    /// <summary>Managers who are to be none any more; for the owner alone.</summary>
    public IReadOnlyList<string>? RemoveManagers { get; init; }

    /// <summary>The new owner; for the owner alone.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the group gives no rights any more; for the owner alone.</summary>
    public bool? Retired { get; init; }

    /// <summary>Only if the group is in this version; null for no condition.</summary>
    public long? IfGroupVersion { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.GetGroupAsync"/>.</summary>
public sealed record GetGroupRequest : AdministrationRequest
{
    /// <summary>The group, without the <c>@</c> that it has in ACLs.</summary>
    public required string Name { get; init; }

    /// <summary>Whether what was changed is wanted too.</summary>
    public bool? History { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.ListGroupsAsync"/>.</summary>
public sealed record ListGroupsRequest : AdministrationRequest
{
    /// <summary>What the caller has to be in the groups; null for any of it.</summary>
    public GroupRole? Role { get; init; }

    /// <summary>How many groups a page has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="UserGroups.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}

/// <summary>What a user is in a group.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GroupRole>))]
public enum GroupRole
{
    /// <summary>Has the rights that are given to it.</summary>
    [JsonStringEnumMemberName("member")]
    Member,

    /// <summary>May change title and members.</summary>
    [JsonStringEnumMemberName("manager")]
    Manager,

    /// <summary>May change everything.</summary>
    [JsonStringEnumMemberName("owner")]
    Owner,

    /// <summary>One of them.</summary>
    [JsonStringEnumMemberName("any")]
    Any,
}
