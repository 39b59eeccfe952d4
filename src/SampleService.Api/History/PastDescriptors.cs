using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>What happened to a sample.</summary>
internal static class PastDescriptors
{
    public static readonly string[] KindNames = ["versions", "acls", "links", "relations", "identifiers", "withdrawal"];

    public static readonly string[] Orders = ["asc", "desc"];

    private static readonly Member[] EntryMembers =
    [
        new Member("at", Schema.Integer(), "When, in milliseconds since 1970.").Required(),
        new Member("by", HistorySchemas.NullableText, "Who did it; null if it is not known, or nobody did.").Required(),
        new Member("kind", Schema.OneOf(KindNames), "What it is about.").Required(),
        new Member("what", Schema.OneOf("saved", "changed", "owner_changed", "recorded_since", "created", "added", "ended", "removed", "withdrawn", "restored"), "What happened. `recorded_since`: from here on changes of the ACLs are kept, which were then as told.").Required(),
        new("version", Schema.Integer(1) with { IsNullable = true }, "Of versions the number; of withdrawals the version, null for the whole sample."),
        new("name", HistorySchemas.NullableText, "Of versions the name of the sample."),
        new("nodes", Schema.Integer(1), "Of versions how many nodes it has."),
        new("vocabulary", HistorySchemas.NullableText, "Of versions the vocabulary that it was validated with; null if that is not known."),
        new("withdrawn", Schema.Boolean, "Of versions whether it is withdrawn now."),
        new("acl_version", Schema.Integer(1), "Of ACLs the number of the change."),
        new("as_admin", Schema.Boolean, "Of ACLs whether it was done in administration mode."),
        new("users", Schema.Any, "Of ACLs whose levels changed, by name: `user`, and the levels `from` and `to`, null for none."),
        new("public_read", Schema.Any, "Of ACLs null, or the flag before and after."),
        new("link", Schema.Any, "Of links the link as it was from then on."),
        new("relation", Schema.Any, "Of relations the relation as it was from then on."),
        new("identifier", Schema.Any, "Of identifiers the identifier as it was from then on."),
        new("reason", HistorySchemas.NullableText, "Of withdrawals the reason."),
    ];

    public static readonly Member Id = Params.Id.Required();

    public static readonly Member Kinds = new(
        "kinds", new ArraySchema(Schema.OneOf(KindNames)) { Min = 1, Max = 6, IsNullable = true }, "What is wanted; when absent or null all that the caller may see.");

    public static readonly Member From = new("from", Params.OptionalTime, "Nothing before this moment, in milliseconds since 1970.");

    public static readonly Member To = new("to", Params.OptionalTime, "Nothing after this moment.");

    public static readonly Member Order = new("order", Schema.OneOf(Orders) with { IsNullable = true }, "Whether the oldest come first (`asc`, also when absent or null) or the newest.");

    public static readonly MethodDescriptor GetHistory = new("SampleService.get_history", HistoryDescriptors.Group, "Lists what happened to a sample")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Id, Kinds, From, To, Order, Pages.Limit, Pages.Cursor, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("entries", new ArraySchema(new ObjectSchema(EntryMembers) { Name = "HistoryEntry" }), "By time, then kind, then the number or id of the thing.").Required(),
            HistorySchemas.Next, HistorySchemas.Examined)
        {
            Name = "SampleHistory",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(), StrictChecks.Choices("kinds", 1, 6, KindNames), StrictChecks.Time("from"),
            StrictChecks.Time("to"), StrictChecks.Choice("order", Orders), StrictChecks.Limit, StrictChecks.Cursor, StrictChecks.Flag("as_admin"),
            AsAdmin("read", "get_history"), Readable,
            new("With `acls` in `kinds`: the caller may administrate the sample",
                Error(ErrorKind.Unauthorized, "User {user} cannot administrate sample {id}"), Error(ErrorKind.Unauthorized, "Anonymous users cannot administrate sample {id}")),
            StrictChecks.KnownToWorkspaces,
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "kinds": ["versions"]}""",
                """{"entries": [{"at": 1795304624739, "by": "alice", "kind": "versions", "what": "saved", "version": 1, "name": "soil core", "nodes": 2, "vocabulary": "5ab34e0c19d2f7a1", "withdrawn": false}, {"at": 1795304624813, "by": "alice", "kind": "versions", "what": "saved", "version": 2, "name": "soil core, dried", "nodes": 2, "vocabulary": "5ab34e0c19d2f7a1", "withdrawn": false}], "next": null, "examined": null}"""),
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "kinds": ["acls"]}""",
                """{"entries": [{"at": 1795304624850, "by": "alice", "kind": "acls", "what": "changed", "acl_version": 2, "as_admin": false, "users": [{"user": "bob", "from": null, "to": "read"}], "public_read": null}], "next": null, "examined": null}""")
            {
                Title = "Who changed the ACLs, and when",
                IsForm = true,
            },
        ],
        Notes = "The members after the first four depend on the kind. Past ACLs, and who changed them, are for those who may administrate the sample; links from workspaces that the caller cannot "
            + "read are left out. Nothing of a history is ever removed or changed, so pages of one walk fit together.",
    };
}
