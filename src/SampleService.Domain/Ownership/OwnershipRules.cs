namespace SampleService.Domain;

/// <summary>What another owner, and somebody who leaves, mean for the ACLs of a sample.</summary>
public static class OwnershipRules
{
    /// <summary>How long offers stand is bounded.</summary>
    public static readonly string ExpiryFault = $"must be in the future and at most {OwnershipOffer.LongestLife.Days} days ahead";

    /// <summary>The ACLs when somebody else has become the owner, who leaves all lists; the former owner comes into one, or into none.</summary>
    /// <param name="acls">The ACLs before.</param>
    /// <param name="owner">The owner from then on.</param>
    /// <param name="kept">What the former owner keeps.</param>
    public static SampleAcls PassTo(this SampleAcls acls, UserName owner, AccessLevel kept)
    {
        UserSet With(UserSet users, AccessLevel level) =>
            kept == level ? users.Without(owner).Union(UserSet.Of([acls.Owner])) : users.Without(owner);
        return acls with
        {
            Owner = owner,
            Admin = With(acls.Admin, AccessLevel.Admin),
            Write = With(acls.Write, AccessLevel.Write),
            Read = With(acls.Read, AccessLevel.Read),
        };
    }

    /// <summary>The ACLs without an entry of a user; the same instance if there is none.</summary>
    public static SampleAcls WithoutEntryOf(this SampleAcls acls, UserName user) =>
        acls.Admin.Contains(user) || acls.Write.Contains(user) || acls.Read.Contains(user)
            ? acls with { Admin = acls.Admin.Without(user), Write = acls.Write.Without(user), Read = acls.Read.Without(user) }
            : acls;
}
