namespace SampleService.Domain;

/// <summary>A change that replaces all lists; the owner stays.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.acl-replacement")]
public sealed record AclReplacement(
    [property: Id(0)] UserSet Admin, [property: Id(1)] UserSet Write, [property: Id(2)] UserSet Read,
    [property: Id(3)] bool PublicRead)
{
    /// <summary>All users named, in the order in which unknown ones are reported.</summary>
    public IEnumerable<UserName> Users => Admin.Concat(Write).Concat(Read);

    /// <summary>The ACLs after the change.</summary>
    /// <exception cref="ServiceException">The owner is named.</exception>
    public SampleAcls ApplyTo(SampleAcls acls)
    {
        var owner = acls.Owner;
        if (Admin.Contains(owner) || Write.Contains(owner) || Read.Contains(owner))
            throw ServiceException.Illegal("The owner cannot be in any other ACL");
        return new SampleAcls(owner, Admin, Write, Read, PublicRead);
    }

    /// <summary>The name alone, to keep contents out of logs: Orleans logs messages that it drops.</summary>
    public override string ToString() => nameof(AclReplacement);
}

/// <summary>A change relative to the present ACLs (docs/api/acls.md).</summary>
/// <param name="Admin">Users who get admin access.</param>
/// <param name="Write">Users who get write access.</param>
/// <param name="Read">Users who get read access.</param>
/// <param name="Remove">Users who lose all access.</param>
/// <param name="PublicRead">True makes the sample public, false private, null leaves it as it is.</param>
/// <param name="AtLeast">Whether a user who has more access than the change grants keeps it.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.acl-delta")]
public sealed record AclDelta(
    [property: Id(0)] UserSet Admin, [property: Id(1)] UserSet Write, [property: Id(2)] UserSet Read,
    [property: Id(3)] UserSet Remove, [property: Id(4)] bool? PublicRead, [property: Id(5)] bool AtLeast)
{
    /// <summary>All users named, in the order in which unknown ones are reported.</summary>
    public IEnumerable<UserName> Users => Admin.Concat(Write).Concat(Read).Concat(Remove);

    /// <summary>The ACLs after the change; the same instance when nothing changes.</summary>
    /// <exception cref="ServiceException">The delta names the owner where it may not.</exception>
    public SampleAcls ApplyTo(SampleAcls acls)
    {
        var owner = acls.Owner;
        if (Remove.Contains(owner)
            || (!AtLeast && (Admin.Contains(owner) || Write.Contains(owner) || Read.Contains(owner))))
            throw ServiceException.Unauthorized(
                $"ACLs for the sample owner {owner} may not be modified by a delta update.");

        UserSet admins = Admin.Without(owner), writers = Write.Without(owner), readers = Read.Without(owner);
        var isPublic = PublicRead ?? acls.PublicRead;
        if (isPublic == acls.PublicRead && KeepsAllUsers(acls, admins, writers, readers))
            return acls;

        return AtLeast
            ? acls with
            {
                Admin = acls.Admin.Except(Remove).Union(admins),
                Write = acls.Write.Except(admins, Remove).Union(writers.Except(acls.Admin)),
                Read = acls.Read.Except(admins, writers, Remove).Union(readers.Except(acls.Admin, acls.Write)),
                PublicRead = isPublic,
            }
            : acls with
            {
                Admin = acls.Admin.Union(admins).Except(writers, readers, Remove),
                Write = acls.Write.Union(writers).Except(admins, readers, Remove),
                Read = acls.Read.Union(readers).Except(admins, writers, Remove),
                PublicRead = isPublic,
            };
    }

    private bool KeepsAllUsers(SampleAcls acls, UserSet admins, UserSet writers, UserSet readers) =>
        !Remove.Overlaps(acls.Admin) && !Remove.Overlaps(acls.Write) && !Remove.Overlaps(acls.Read)
        && admins.IsWithin(acls.Admin)
        && (AtLeast
            ? writers.IsWithin(acls.Write, acls.Admin) && readers.IsWithin(acls.Read, acls.Write, acls.Admin)
            : writers.IsWithin(acls.Write) && readers.IsWithin(acls.Read));

    /// <summary>The name alone, to keep contents out of logs: Orleans logs messages that it drops.</summary>
    public override string ToString() => nameof(AclDelta);
}

/// <summary>Checks of the lists in one request, which need no sample.</summary>
public static class AclLists
{
    /// <summary>No user is in two of the three lists.</summary>
    /// <exception cref="ServiceException">Names the first user who is.</exception>
    public static void RequireDisjoint(UserSet admin, UserSet write, UserSet read)
    {
        foreach (var user in admin)
            if (write.Contains(user) || read.Contains(user))
                throw InTwoLists(user);
        foreach (var user in write)
            if (read.Contains(user))
                throw InTwoLists(user);
    }

    /// <summary>No removed user is in another list.</summary>
    /// <exception cref="ServiceException">A user is.</exception>
    public static void RequireNotRemoved(UserSet remove, UserSet admin, UserSet write, UserSet read)
    {
        if (remove.Overlaps(admin) || remove.Overlaps(write) || remove.Overlaps(read))
            throw ServiceException.Illegal("Users in the remove list cannot be in any other ACL");
    }

    private static ServiceException InTwoLists(UserName user) => ServiceException.Illegal($"User {user} appears in two ACLs");
}
