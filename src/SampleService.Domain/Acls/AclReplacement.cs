namespace SampleService.Domain;

/// <summary>New ACLs in the place of the old ones; the owner stays.</summary>
/// <param name="Admin">Who may administer from now on.</param>
/// <param name="Write">Who may write.</param>
/// <param name="Read">Who may read.</param>
/// <param name="PublicRead">Whether everybody may read.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.acl-replacement")]
public sealed record AclReplacement(
    [property: Id(0)] UserSet Admin, [property: Id(1)] UserSet Write, [property: Id(2)] UserSet Read,
    [property: Id(3)] bool PublicRead)
{
    /// <summary>Everybody named, in the order in which unknown users are reported.</summary>
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

    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(AclReplacement);
}
