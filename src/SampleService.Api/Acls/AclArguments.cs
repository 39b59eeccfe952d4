using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>The parameters of changes of ACLs, by the methods and as one of several operations.</summary>
internal static class AclArguments
{
    /// <summary>A change for some users.</summary>
    public static AclDelta Delta(JsonValue argument)
    {
        var publicRead = ReadPublicRead(AclDescriptors.PublicReadChange.In(argument));
        var delta = new AclDelta(
            Arguments.Users(argument, Params.Admin), Arguments.Users(argument, Params.Write), Arguments.Users(argument, Params.Read),
            Arguments.Users(argument, AclDescriptors.Remove), publicRead, !AclDescriptors.AtLeast.In(argument).IsFalsy);
        AclLists.RequireDisjoint(delta.Admin, delta.Write, delta.Read);
        AclLists.RequireNotRemoved(delta.Remove, delta.Admin, delta.Write, delta.Read);
        return delta;
    }

    /// <summary>A change of everything.</summary>
    public static AclReplacement Replacement(JsonValue argument)
    {
        var acls = AclDescriptors.Acls.In(argument);
        if (acls.Kind != JsonKind.Object)
            throw ServiceException.Illegal("ACLs must be supplied in the acls key and must be a mapping");
        var replacement = new AclReplacement(
            Arguments.Users(acls, Params.Admin), Arguments.Users(acls, Params.Write), Arguments.Users(acls, Params.Read),
            !AclDescriptors.PublicRead.In(acls).IsFalsy);
        AclLists.RequireDisjoint(replacement.Admin, replacement.Write, replacement.Read);
        return replacement;
    }

    /// <summary>Users who are named do not exist.</summary>
    public static ServiceException Unknown(IEnumerable<UserName> users) => new(ErrorKind.NoSuchUser, string.Join(", ", users.Take(5)));

    private static bool? ReadPublicRead(JsonValue value)
    {
        if (value.IsNullOrAbsent || Arguments.EqualsNumber(value, 0))
            return null;
        return value.IsInteger
            ? value.Raw[0] != (byte)'-'
            : throw ServiceException.Illegal("public_read must be an integer if present");
    }
}
