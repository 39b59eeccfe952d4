using SampleService.Domain;

namespace SampleService.Api;

/// <summary>The operations that withdraw samples, bring them back, and end links whose data may be gone.</summary>
internal static class WithdrawalOperationKinds
{
    private const int MaxReasonLength = 1000;

    public static readonly OperationKind EndLink = new("end_link", WithdrawalDescriptors.EndLinkMembers, ReadEnd) { Method = WithdrawalDescriptors.EndLink };

    /// <summary>The others, in the order of the documentation.</summary>
    public static readonly OperationKind[] All =
    [
        new("withdraw_sample", WithdrawalDescriptors.WithdrawMembers, ReadWithdrawal) { Method = WithdrawalDescriptors.Withdraw },
        new("restore_sample", WithdrawalDescriptors.RestoreMembers, ReadRestoration) { Method = WithdrawalDescriptors.Restore },
    ];

    private static RequestedOperation ReadEnd(OperationArgument argument)
    {
        var link = new LinkId(argument.Parameters.Member(LinkQueryDescriptors.LinkId.Name).Required.SampleId().Value);
        return new RequestedOperation(new EndLink(link)) { Link = link };
    }

    private static RequestedOperation ReadWithdrawal(OperationArgument argument)
    {
        var sample = argument.Sample(OperationMembers.Sample);
        var version = Arguments.OptionalVersion(argument.Value);
        var reason = argument.Parameters.Member(WithdrawalDescriptors.Reason.Name).Required.Text(MaxReasonLength);
        return new RequestedOperation(new WithdrawSample(sample, version, reason) { Conditions = argument.Conditions() });
    }

    private static RequestedOperation ReadRestoration(OperationArgument argument)
    {
        var sample = argument.Sample(OperationMembers.Sample);
        return new RequestedOperation(new RestoreSample(sample, Arguments.OptionalVersion(argument.Value)) { Conditions = argument.Conditions() });
    }
}
