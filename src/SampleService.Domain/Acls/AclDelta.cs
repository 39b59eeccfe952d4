namespace SampleService.Domain;

/// <summary>A change of ACLs, relative to what they are (contract section 6.1).</summary>
/// <param name="Admin">Who becomes administrator.</param>
/// <param name="Write">Who becomes writer.</param>
/// <param name="Read">Who becomes reader.</param>
/// <param name="Remove">Who loses every right.</param>
/// <param name="PublicRead">True makes the sample public, false private, null leaves it.</param>
/// <param name="AtLeast">Whether nobody's right may be lowered by being named.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.acl-delta")]
public sealed record AclDelta(
    [property: Id(0)] UserSet Admin, [property: Id(1)] UserSet Write, [property: Id(2)] UserSet Read,
    [property: Id(3)] UserSet Remove, [property: Id(4)] bool? PublicRead, [property: Id(5)] bool AtLeast)
{
    /// <summary>Everybody named, in the order in which unknown users are reported.</summary>
    public IEnumerable<UserName> Users => Admin.Concat(Write).Concat(Read).Concat(Remove);

    /// <summary>The ACLs after the change; the same instance when nothing changes (section 6.2).</summary>
    /// <exception cref="ServiceException">The delta names the owner where it may not.</exception>
    public SampleAcls ApplyTo(SampleAcls acls)
    {
        var owner = acls.Owner;
        if (Remove.Contains(owner)
            || (!AtLeast && (Admin.Contains(owner) || Write.Contains(owner) || Read.Contains(owner))))
            throw ServiceException.Unauthorized(
                $"ACLs for the sample owner {owner} may not be modified by a delta update.");

        UserSet a = Admin.Without(owner), w = Write.Without(owner), r = Read.Without(owner);
        var isPublic = PublicRead ?? acls.PublicRead;
        if (isPublic == acls.PublicRead && ChangesNobody(acls, a, w, r))
            return acls;

        return AtLeast
            ? acls with
            {
                Admin = acls.Admin.Except(Remove).Union(a),
                Write = acls.Write.Except(a, Remove).Union(w.Except(acls.Admin)),
                Read = acls.Read.Except(a, w, Remove).Union(r.Except(acls.Admin, acls.Write)),
                PublicRead = isPublic,
            }
            : acls with
            {
                Admin = acls.Admin.Union(a).Except(w, r, Remove),
                Write = acls.Write.Union(w).Except(a, r, Remove),
                Read = acls.Read.Union(r).Except(a, w, Remove),
                PublicRead = isPublic,
            };
    }

    private bool ChangesNobody(SampleAcls acls, UserSet a, UserSet w, UserSet r) =>
        !Remove.Meets(acls.Admin) && !Remove.Meets(acls.Write) && !Remove.Meets(acls.Read)
        && a.IsWithin(acls.Admin)
        && (AtLeast
            ? w.IsWithin(acls.Write, acls.Admin) && r.IsWithin(acls.Read, acls.Write, acls.Admin)
            : w.IsWithin(acls.Write) && r.IsWithin(acls.Read));

    /// <summary>The name alone: what it holds is not for logs.</summary>
    public override string ToString() => nameof(AclDelta);
}
