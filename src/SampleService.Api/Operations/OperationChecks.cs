using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The checks that operations have in common, as the descriptors of their methods name them.</summary>
internal static class OperationChecks
{
    /// <summary>The forms of what has to hold of a sample.</summary>
    public static readonly MethodCheck[] SampleConditions =
    [
        new("`if_version`, unless absent or null, is an integer from 1 to 2147483647", Illegal("if_version must be an integer from 1 to 2147483647")),
        new("`if_acl_version`, unless absent or null, is an integer from 1 to 9007199254740992", Illegal("if_acl_version must be an integer from 1 to 9007199254740992")),
    ];

    /// <summary>What has to hold of a sample.</summary>
    public static readonly MethodCheck[] SampleConditionsHold =
    [
        new("`if_version` and `if_acl_version` hold",
            Error(ErrorKind.ConcurrencyViolation, "Version required for sample {id} is {x}, but current version is {y}"),
            Error(ErrorKind.ConcurrencyViolation, "ACL version required for sample {id} is {x}, but current ACL version is {y}")),
    ];

    /// <summary>Those about what a method has beside the members of its operation.</summary>
    public static MethodCheck[] OfMethod(string name) =>
        [StrictChecks.RequestId, StrictChecks.Flag("as_admin"), AsUser, AsAdmin("full", name, withAsUser: true), StrictChecks.RequestIdFree];

    public static readonly MethodCheck SamplePresent = new(
        "The sample is not withdrawn", Error(ErrorKind.SampleWithdrawn, "{id} was withdrawn by {by} at {at}: {reason}"));

    public static MethodCheck Text(string name, int max = ContractText.MaxNameLength) => new(
        $"`{name}`, unless absent or null, is a string of 1 to {max} code points without control characters",
        Illegal($"{name} must be a string"), Missing(name), Illegal($"{name} contains control characters"), Illegal($"{name} exceeds maximum length of {max}"));
}
