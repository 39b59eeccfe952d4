using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that withdraw samples, bring them back, and end links whose data may be gone.</summary>
internal static class WithdrawalDescriptors
{
    private const string Group = ApplyDescriptors.Group;

    private static readonly Member Version = Params.OptionalVersion with { Description = "The version; the whole sample when absent or null." };

    public static readonly Member Reason = new Member("reason", Schema.Text(1000), "Why, as those are told who could read it.").Required();

    public static readonly Member[] EndLinkMembers = [LinkQueryDescriptors.LinkId];

    public static readonly Member[] WithdrawMembers = [OperationMembers.Sample, Version, Reason, OperationMembers.IfVersion, OperationMembers.IfAclVersion];

    public static readonly Member[] RestoreMembers = [OperationMembers.Sample, Version, OperationMembers.IfVersion, OperationMembers.IfAclVersion];

    private static readonly MethodCheck Owned = new(
        "The sample exists, and the caller owns it; for a version: may administrate it",
        Error(ErrorKind.NoSuchSample, "{id}"), Error(ErrorKind.Unauthorized, "User {user} does not own sample {id}"),
        Error(ErrorKind.Unauthorized, "User {user} cannot administrate sample {id}"));

    private static readonly MethodCheck MaybeVersionExists = VersionExists with { Condition = "The version exists, if one is named" };

    public static readonly MethodDescriptor EndLink = new("SampleService.end_link", Group, "Ends a link, also where its data is gone")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "admin"), new("workspace", "write")] },
        Parameters = new([.. EndLinkMembers, .. OperationKind.MethodMembers]),
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id("linkid"), .. OperationChecks.OfMethod("end_link"),
            new("The link exists, and the caller may read its sample or its workspace", Error(ErrorKind.NoSuchDataLink, "{linkid}")),
            Administrable with { Condition = "The caller may administrate the linked sample" },
            new("The caller may write to the workspace, unless it or the object is deleted or was never there",
                Error(ErrorKind.Unauthorized, "User {user} cannot write to workspace {workspace}")),
            new("The link is active", Error(ErrorKind.NoSuchDataLink, "{linkid}")),
        ],
        Examples = [new("alice", """{"linkid": "7d1f3a52-60c4-4be1-9a0e-2b8c5d4f6e90"}""", null)],
        Notes = "To free a sample of links to deleted data: `find_links` with `check_objects`, then `apply` with an `end_link` for each.",
    };

    public static readonly MethodDescriptor Withdraw = new("SampleService.withdraw_sample", Group, "Withdraws a sample or one version of it")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "owner")] },
        Parameters = new([.. WithdrawMembers, .. OperationKind.MethodMembers]),
        Result = FindDescriptors.TombstoneSchema,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(), StrictChecks.OptionalVersion("version"),
            new("`reason` is a string of 1 to 1000 code points without control characters",
                Missing("reason"), Illegal("reason must be a string"), Illegal("reason contains control characters"), Illegal("reason exceeds maximum length of 1000")),
            .. OperationChecks.SampleConditions, .. OperationChecks.OfMethod("withdraw_sample"), Owned, MaybeVersionExists,
            new("A version: it is not the newest", Illegal("Version {version} is the newest of sample {id}: save another one first, or withdraw the sample")),
            StrictChecks.Present with { Condition = "It is not withdrawn already" },
            .. OperationChecks.SampleConditionsHold,
            new("At most 10000 active links lead to it", Illegal("Sample {id} has more than 10000 active links: end some first")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "reason": "labelled as another core"}""",
                """{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": null, "reason": "labelled as another core", "by": "alice", "at": 1795304625512}"""),
        ],
        Notes = "Nothing is erased, and the active links to it end. [docs/withdrawing.md](../withdrawing.md) says who sees what of it.",
    };

    public static readonly MethodDescriptor Restore = new("SampleService.restore_sample", Group, "Takes a withdrawal back")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "owner")] },
        Parameters = new([.. RestoreMembers, .. OperationKind.MethodMembers]),
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(), StrictChecks.OptionalVersion("version"),
            .. OperationChecks.SampleConditions, .. OperationChecks.OfMethod("restore_sample"), Owned, MaybeVersionExists,
            new("It is withdrawn", Illegal("{id} is not withdrawn"), Illegal("{id} ver {version} is not withdrawn")),
            .. OperationChecks.SampleConditionsHold,
        ],
        Examples = [new("alice", """{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"}""", null)],
        Notes = "Content and ACLs are those from before. Links that ended with the withdrawal stay ended.",
    };
}
