using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods by which samples change their owners, and users leave them.</summary>
internal static class OfferDescriptors
{
    private const string Group = "ownership";

    private static readonly MethodRights Owner = new(TokenRequirement.Required)
    {
        Administration = AdministrationNeed.Full,
        Needs = [new("sample", "owner")],
    };

    private static readonly MethodRights Own = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full };

    private static readonly MethodCheck Present = OperationChecks.SamplePresent with { Condition = "It is not withdrawn, as those who could read it are told" };

    private static readonly MethodCheck Owned = new("The caller owns it", Error(ErrorKind.Unauthorized, "User {user} does not own sample {id}"));

    private static readonly MethodCheck Addressed = new(
        "It is offered to the caller, or, with `as_admin`, to anybody, and the offer has not expired", Error(ErrorKind.NoSuchOffer, "{id}"));

    public static readonly MethodDescriptor Offer = new("SampleService.offer_sample", Group, "Offers a sample to another user")
    {
        Rights = Owner,
        Parameters = ParametersOf(OfferSchemas.OfferMembers),
        Result = OfferSchemas.Offer,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(),
            new("`to` is the name of a user",
                Missing("to"), Illegal("to must be a string"), Illegal("to contains control characters"), Illegal("to exceeds maximum length of 256"), Illegal("to must be a user")),
            StrictChecks.Choice("keep", OwnershipOffer.KeepNames), StrictChecks.Time("expires"),
            new("`expires`, unless absent or null, is to come, and at most 365 days ahead", Illegal("expires must be in the future and at most 365 days ahead")),
            OperationChecks.Text("message", OwnershipOffer.MaxMessageLength), .. OperationChecks.SampleConditions, .. OperationChecks.OfMethod("offer_sample"),
            new("`to` exists", Error(ErrorKind.NoSuchUser, "{to}")), SampleExists, Present, Owned,
            new("`to` does not own it", Illegal("{to} owns sample {id} already")),
            new("It is not offered to anybody, or the offer has expired", Error(ErrorKind.OfferExists, "{id}")),
            .. OperationChecks.SampleConditionsHold,
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "to": "bob", "keep": "write", "message": "You know this core better than I do"}""",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "from": "alice", "to": "bob", "keep": "write", "message": "You know this core better than I do", "created": 1795304625493, "expires": 1797896625493}"""),
            new(
                "alice",
                """{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "to": "bob"}""",
                """{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "from": "alice", "to": "bob", "keep": "admin", "message": null, "created": 1795304625494, "expires": 1797896625494}""")
            {
                Title = "keeping the right to administrate it",
            },
        ],
        Notes = "Nobody becomes an owner unasked: the addressee accepts, or does not. An offer gives no right to read. It ends when it is answered, taken back, or expires, and with the withdrawal of the sample.",
    };

    public static readonly MethodDescriptor Accept = new("SampleService.accept_offer", Group, "Makes the caller, to whom it is offered, the owner of a sample")
    {
        Rights = Own,
        Parameters = ParametersOf(OfferSchemas.AnswerMembers),
        Checks = AnswerChecks("accept_offer", Present, Addressed),
        Examples = [new("bob", """{"id": "01a2008e-6c20-7b11-9a40-3e5d7c8b9a10"}""", null)],
        Notes = "The new owner leaves all lists of the ACLs, and the former one comes into that which the offer says, in one change of the ACLs.",
    };

    public static readonly MethodDescriptor Decline = new("SampleService.decline_offer", Group, "Ends an offer that the caller does not want")
    {
        Rights = Own,
        Parameters = ParametersOf(OfferSchemas.AnswerMembers),
        Checks = AnswerChecks("decline_offer", Present, Addressed),
        Examples = [new("bob", """{"id": "01a2008e-6c20-7b11-9a40-3e5d7c8b9a11"}""", null)],
    };

    public static readonly MethodDescriptor Cancel = new("SampleService.cancel_offer", Group, "Takes an offer back")
    {
        Rights = Owner,
        Parameters = ParametersOf(OfferSchemas.AnswerMembers),
        Checks = AnswerChecks(
            "cancel_offer", new("The sample exists", Error(ErrorKind.NoSuchOffer, "{id}")), Present, Owned,
            new("It is offered, and the offer has not expired", Error(ErrorKind.NoSuchOffer, "{id}"))),
        Examples = [new("alice", """{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"}""", null)],
    };

    public static readonly MethodDescriptor Leave = new("SampleService.leave_sample", Group, "Removes the caller's own entry from the ACLs of a sample")
    {
        Rights = Own,
        Parameters = ParametersOf(OfferSchemas.AnswerMembers),
        Checks = AnswerChecks(
            "leave_sample", SampleExists, Present,
            new("The caller does not own it", Error(ErrorKind.Unauthorized, "The owner {owner} cannot leave sample {id}")),
            new("The caller has an entry of their own", Error(ErrorKind.Unauthorized, "User {user} has no entry in the ACLs of sample {id}"))),
        Examples = [new("alice", """{"id": "01a2008e-6c20-7b11-9a40-3e5d7c8b9a10"}""", null)],
        Notes = "Entries of groups stay, and so does what everybody may. An owner offers the sample first.",
    };

    public static readonly MethodDescriptor List = new("SampleService.list_offers", Group, "Lists what is offered to the caller, or by the caller")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read },
        Parameters = new(
            OfferSchemas.Direction, Pages.Limit, Pages.Cursor, Params.StrictAsAdmin with { Description = "Whether to list the offers of all users. Every use is logged." }),
        Result = new ObjectSchema(
            new Member("offers", new ArraySchema(OfferSchemas.Named), "Those that can be accepted, by the ids of their samples.").Required(),
            HistorySchemas.Next, HistorySchemas.Examined)
        {
            Name = "OfferPage",
        },
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Choice("direction", OfferSchemas.Directions), StrictChecks.Limit,
            StrictChecks.Cursor, StrictChecks.Flag("as_admin"), AsAdmin("read", "list_offers"),
        ],
        Examples =
        [
            new(
                "bob",
                """{"direction": "to_me"}""",
                """{"offers": [{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "from": "alice", "to": "bob", "keep": "write", "message": "You know this core better than I do", "created": 1795304625493, "expires": 1797896625493, "name": "soil core, dried"}], "next": null, "examined": null}"""),
        ],
        Notes = "Id, name and message are all that an addressee is shown of a sample that they may not read. What became of other offers is in the events.",
    };

    private static ObjectSchema ParametersOf(Member[] members) => new(
        [.. members.Select(static member => member.Name == Params.Id.Name ? Params.Id.Required() : member), .. OperationKind.MethodMembers]);

    private static MethodCheck[] AnswerChecks(string name, params MethodCheck[] checks) =>
    [
        RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(), .. OperationChecks.SampleConditions, .. OperationChecks.OfMethod(name),
        .. checks, .. OperationChecks.SampleConditionsHold,
    ];
}
