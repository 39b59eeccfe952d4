using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Offers as callers see and make them.</summary>
internal static class OfferSchemas
{
    public static readonly string[] Directions = ["to_me", "by_me"];

    public static readonly Member To = new Member("to", Params.UserName, "The user who becomes the owner by accepting. No group.").Required();

    public static readonly Member Keep = new(
        "keep", Schema.OneOf(OwnershipOffer.KeepNames) with { IsNullable = true },
        "What the owner of now keeps when it is accepted; `admin` when absent or null.");

    public static readonly Member Expires = new(
        "expires", Params.OptionalTime, "Until when it can be accepted, in milliseconds since 1970, at most 365 days ahead; in 30 days when absent or null.");

    public static readonly Member Message = new(
        "message", Schema.Text(OwnershipOffer.MaxMessageLength) with { IsNullable = true }, "What the addressee is told.");

    public static readonly Member Direction = new(
        "direction", Schema.OneOf(Directions) with { IsNullable = true },
        "What is offered to the caller, or what the caller offers; `to_me` when absent or null. With `as_admin`: all offers, either way.");

    public static readonly Member[] OfferMembers =
        [OperationMembers.Sample, To, Keep, Expires, Message, OperationMembers.IfVersion, OperationMembers.IfAclVersion];

    public static readonly Member[] AnswerMembers = [OperationMembers.Sample, OperationMembers.IfVersion, OperationMembers.IfAclVersion];

    private static readonly Member[] Members =
    [
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("from", Schema.Text(), "Its owner.").Required(),
        new Member("to", Schema.Text(), "To whom it is offered.").Required(),
        new Member("keep", Schema.OneOf(OwnershipOffer.KeepNames), "What the owner of now keeps when it is accepted.").Required(),
        new Member("message", HistorySchemas.NullableText, "What the addressee is told; null for nothing.").Required(),
        new Member("created", Schema.Integer(), "When it was offered, in milliseconds since 1970.").Required(),
        new Member("expires", Schema.Integer(), "From then on it cannot be accepted any more.").Required(),
    ];

    public static readonly ObjectSchema Offer = new(Members) { Name = "Offer" };

    public static readonly ObjectSchema Named = new(
        [.. Members, new Member("name", HistorySchemas.NullableText, "The name of the newest version; null for none.").Required()])
    {
        Name = "NamedOffer",
    };
}
