using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The operations by which samples change their owners, and users leave them.</summary>
internal static class OfferOperations
{
    /// <summary>The operations, in the order of the documentation.</summary>
    public static readonly OperationKind[] All =
    [
        new("offer_sample", OfferSchemas.OfferMembers, ReadOffer) { Method = OfferDescriptors.Offer },
        Answer("accept_offer", OfferDescriptors.Accept, static sample => new AcceptOffer(sample)),
        Answer("decline_offer", OfferDescriptors.Decline, static sample => new DeclineOffer(sample)),
        Answer("cancel_offer", OfferDescriptors.Cancel, static sample => new CancelOffer(sample)),
        Answer("leave_sample", OfferDescriptors.Leave, static sample => new LeaveSample(sample)),
    ];

    private static OperationKind Answer(string name, MethodDescriptor method, Func<SampleReference, WriteOperation> make) =>
        new(
            name, OfferSchemas.AnswerMembers,
            argument => new RequestedOperation(make(argument.Sample(OperationMembers.Sample)) with { Conditions = argument.Conditions() }))
        {
            Method = method,
        };

    private static RequestedOperation ReadOffer(OperationArgument argument)
    {
        var parameters = argument.Parameters;
        var sample = argument.Sample(OperationMembers.Sample);
        var named = parameters.Member(OfferSchemas.To.Name).Required;
        var to = named.UserName();
        if (GroupName.IsEntry(to))
            throw named.Illegal("must be a user");
        var keep = OwnershipOffer.KeepOf(parameters.Member(OfferSchemas.Keep.Name).OrNull?.Choice(OwnershipOffer.KeepNames) ?? 0);
        var expires = ReadExpiry(argument);
        var message = parameters.Member(OfferSchemas.Message.Name).OrNull?.Text(OwnershipOffer.MaxMessageLength);
        return new RequestedOperation(new OfferSample(sample, to, keep, expires, message) { Conditions = argument.Conditions() }) { Users = [to] };
    }

    private static Timestamp? ReadExpiry(OperationArgument argument)
    {
        if (argument.Parameters.Member(OfferSchemas.Expires.Name).OrNull is not { } given)
            return null;
        var (expires, now) = (given.Time(), Timestamp.Now(argument.Clock));
        // A call that is sent again by its name is answered as before, also when that moment has come; a new one fails when it is done.
        var isLate = expires.CompareTo(now) <= 0 && argument.Parameters.Member(OperationMembers.RequestId.Name).OrNull is null;
        return isLate || expires.CompareTo(now.Plus((long)OwnershipOffer.LongestLife.TotalMilliseconds)) > 0
            ? throw given.Illegal(OwnershipRules.ExpiryFault)
            : expires;
    }
}
