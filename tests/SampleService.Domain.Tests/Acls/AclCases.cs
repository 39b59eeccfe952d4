using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

/// <summary>Random ACLs and deltas over few users, so that they often have users in common.</summary>
internal static class AclCases
{
    public static readonly UserName Owner = new("owner");

    private static readonly UserName[] Others = [.. new[] { "a", "b", "c", "d", "\uffff", "😀" }.Select(name => new UserName(name))];

    /// <summary>Each user but the owner is in at most one set.</summary>
    public static readonly Gen<SampleAcls> Acls =
        from places in Gen.Choose(0, 3).ArrayOf(Others.Length)
        from isPublic in Gen.Elements(true, false)
        select new SampleAcls(Owner, At(Others, places, 1), At(Others, places, 2), At(Others, places, 3), isPublic);

    /// <summary>Each user, sometimes the owner too, is in at most one list.</summary>
    public static readonly Gen<AclDelta> Delta =
        from named in Gen.Frequency((2, Gen.Constant(Others)), (1, Gen.Constant<UserName[]>([Owner, .. Others])))
        from places in Gen.Frequency((3, Gen.Constant(0)), (4, Gen.Choose(1, 4))).ArrayOf(named.Length)
        from publicRead in Gen.Elements<bool?>(null, true, false)
        from atLeast in Gen.Elements(true, false)
        select new AclDelta(At(named, places, 1), At(named, places, 2), At(named, places, 3), At(named, places, 4), publicRead, atLeast);

    public static IEnumerable<UserName> AllUsers => Others.Append(Owner);

    public static UserSet Set(params string[] names) => UserSet.Of(names.Select(name => new UserName(name)));

    private static UserSet At(UserName[] users, int[] places, int place) => UserSet.Of(users.Where((_, i) => places[i] == place));
}
