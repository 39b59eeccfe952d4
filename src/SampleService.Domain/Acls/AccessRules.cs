namespace SampleService.Domain;

/// <summary>What a user may do with a sample; each level includes the lower ones.</summary>
[GenerateSerializer, Alias("sample-service.value.access-level")]
public enum AccessLevel
{
    None,

    /// <summary>See the sample and its ACLs.</summary>
    Read,

    /// <summary>Save new versions.</summary>
    Write,

    /// <summary>Change ACLs and link data.</summary>
    Admin,

    /// <summary>The creator of the sample, or who has accepted it since.</summary>
    Owner,
}

/// <summary>The user for whom an operation on a sample is done.</summary>
/// <param name="User">The caller; null for an anonymous one.</param>
/// <param name="IsAdministrator">Whether the call is made in administration mode, which ignores ACLs.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.requester")]
public readonly record struct Requester([property: Id(0)] UserName? User, [property: Id(1)] bool IsAdministrator)
{
    /// <summary>The groups that the user is a member of, as entries of ACLs name them; null where nobody has looked yet.</summary>
    [Id(2)]
    public UserSet? Groups { get; init; }

    /// <summary>Those of the entries of ACLs that are the requester's.</summary>
    public string[] Names => User is not { } user ? [] : Groups is { Count: > 0 } groups ? [user.Value, .. groups.Select(static group => group.Value)] : [user.Value];

    /// <summary>The requester as messages write it.</summary>
    public string Title => User is { } name ? $"User {name}" : "Anonymous users";
}

/// <summary>Decides whether a requester may do something with a sample (docs/api/README.md).</summary>
public static class AccessRules
{
    /// <summary>Whether the requester has the level, or the call is made in administration mode.</summary>
    public static bool Allows(Requester requester, AccessLevel level, SampleHeader sample) =>
        requester.IsAdministrator || sample.Acls.LevelOf(requester) >= level;

    /// <summary>Whether it is not allowed as far as is known, and may be by a group.</summary>
    public static bool DependsOnGroups(Requester requester, AccessLevel level, SampleAcls acls) =>
        requester is { User: not null, IsAdministrator: false, Groups: null } && acls.LevelOf(requester) < level && acls.NamesGroup;

    /// <summary>The same, where the level that the requester has is known already.</summary>
    public static bool Allows(Requester requester, AccessLevel level, AccessLevel held) => requester.IsAdministrator || held >= level;

    /// <exception cref="ServiceException">It is not allowed.</exception>
    public static void Require(Requester requester, AccessLevel level, SampleHeader sample) =>
        Require(requester, level, sample.Id, sample.Acls.LevelOf(requester));

    /// <summary>The same, where the level that the requester has is known already.</summary>
    /// <exception cref="ServiceException">It is too low, and the call is not made in administration mode.</exception>
    public static void Require(Requester requester, AccessLevel level, SampleId sample, AccessLevel held)
    {
        if (!requester.IsAdministrator && held < level)
            throw ServiceException.Unauthorized(
                level == AccessLevel.Owner ? $"{requester.Title} does not own sample {sample}" : $"{requester.Title} cannot {Verb(level)} sample {sample}");
    }

    private static string Verb(AccessLevel level) => level switch
    {
        AccessLevel.Read => "read",
        AccessLevel.Write => "write to",
        _ => "administrate",
    };
}
