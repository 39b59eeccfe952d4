using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The checks that operations share, as descriptors of their methods name them.</summary>
internal static class OperationChecks
{
    public static readonly MethodCheck IfVersion = new(
        "`if_version`, unless absent or null, is an integer from 1 to 2147483647", Illegal("if_version must be an integer from 1 to 2147483647"));

    public static readonly MethodCheck IfAclVersion = new(
        "`if_acl_version`, unless absent or null, is an integer from 1 to 9007199254740992", Illegal("if_acl_version must be an integer from 1 to 9007199254740992"));

    public static readonly MethodCheck VersionHolds = new(
        "The newest version is `if_version`, where that is given", Error(ErrorKind.ConcurrencyViolation, "Version required for sample {id} is {x}, but current version is {y}"));

    public static readonly MethodCheck AclVersionHolds = new(
        "The ACLs are in the state `if_acl_version`, where that is given",
        Error(ErrorKind.ConcurrencyViolation, "ACL version required for sample {id} is {x}, but current ACL version is {y}"));

    public static readonly MethodCheck SamplePresent = new(
        "The sample is not withdrawn", Error(ErrorKind.SampleWithdrawn, "{id} was withdrawn by {by} at {at}: {reason}"));

    public static MethodCheck Text(string name, int max = ContractText.MaxNameLength) => new(
        $"`{name}`, unless absent or null, is a string of 1 to {max} code points without control characters",
        Illegal($"{name} must be a string"), Missing(name), Illegal($"{name} contains control characters"), Illegal($"{name} exceeds maximum length of {max}"));
}
