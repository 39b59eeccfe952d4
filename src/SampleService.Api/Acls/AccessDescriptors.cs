using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The method that tells why somebody may do something with a sample.</summary>
internal static class AccessDescriptors
{
    /// <summary>Stands for everybody in the place of a user.</summary>
    public const string Everybody = "*";

    public static readonly string[] Levels = ["read", "write", "admin"];

    private static readonly Schema Name = Schema.Text() with { IsNullable = true };

    private static readonly Schema Time = Schema.Integer() with { IsNullable = true };

    private static readonly Schema Held = Schema.OneOf("owner", "admin", "write", "read");

    private static readonly ObjectSchema Reason = new(
        new Member("via", Schema.OneOf("owner", "entry", "group", "public", "data_link", "administrator"), "What it is.").Required(),
        new Member("level", Held, "The level that it gives.").Required(),
        new Member("group", Name, "The group that has the entry; null for other reasons.").Required(),
        new Member("upa", Name, "The data that opens the sample; null for other reasons, and if its workspace cannot be read by who asks.").Required(),
        new Member("since", Time, "Since when the level asked for is held by it, in milliseconds since 1970; null where that is not recorded.").Required(),
        new Member("granted_by", Name, "Who gave it; for an owner who accepted the sample the former one; null where that is not recorded.").Required())
    {
        Name = "AccessReason",
    };

    private static readonly ObjectSchema Change = new(
        new Member("at", Schema.Integer(), "When, in milliseconds since 1970.").Required(),
        new Member("by", Name, "Who changed it; null where that is not recorded.").Required(),
        new Member("as_admin", Schema.Boolean, "Whether in administration mode.").Required(),
        new Member("via", Schema.OneOf("owner", "entry", "group", "public"), "What changed.").Required(),
        new Member("group", Name, "The group whose entry changed, or that the user came into or left; else null.").Required(),
        new Member("from", Held with { IsNullable = true }, "The level before; null for none.").Required(),
        new Member("to", Held with { IsNullable = true }, "The level after; null for none.").Required())
    {
        Name = "RightChange",
    };

    public static readonly Member User = new(
        "user", Params.UserName with { IsNullable = true }, "Whose access is explained: a user, or `*` for everybody, anonymous callers included. Absent or null: the caller.");

    public static readonly Member Level = new("level", Schema.OneOf(Levels) with { IsNullable = true }, "The level that is explained. Absent or null: read.");

    public static readonly Member At = new("at", Params.OptionalTime, "A moment that is not past, in milliseconds since 1970, and stands for now, as absent and null do.");

    public static readonly MethodDescriptor ExplainAccess = new("SampleService.explain_access", AclDescriptors.Group, "Tells why somebody may do something with a sample, and since when")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Params.Id.Required(), User, Level, At, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("id", Schema.Uuid, "The sample.").Required(),
            new Member("user", Schema.Text(), "The user; `*` for everybody.").Required(),
            new Member("level", Schema.OneOf(Levels), "The level that is explained.").Required(),
            new Member("at", Schema.Integer(), "The moment of the answer, in milliseconds since 1970.").Required(),
            new Member("allowed", Schema.Boolean, "Whether the ACLs give the level.").Required(),
            new Member("reasons", new ArraySchema(Reason), "All that gives the level, the strongest first; what opens other ways comes last.").Required(),
            new Member("history", new ArraySchema(Change) { IsNullable = true },
                "The last 100 changes of the user's rights, the newest first; null for callers who cannot administrate the sample.").Required(),
            new Member("recorded_since", Schema.Integer(), "What changed before is not known, in milliseconds since 1970.").Required(),
            new Member("incomplete", Schema.Boolean, "True where a group may give the level that the caller may not read: it is left out. Absent elsewhere."))
        {
            Name = "AccessExplanation",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(),
            new("`user`, unless absent or null, is a string of at most 256 code points without control characters",
                Illegal("user must be a string"), Missing("user"), Illegal("user contains control characters"), Illegal("user exceeds maximum length of 256")),
            new("`level`, unless absent or null, is one of three", Illegal("level must be one of: read, write, admin")),
            new("`at`, unless absent or null, is a time that is not past",
                Illegal("key 'at' value of '{value}' is not a valid epoch millisecond timestamp"), Illegal("at must not be in the past")),
            StrictChecks.Flag("as_admin"), AsAdmin("read", "explain_access"), Readable,
            Administrable with
            {
                Condition = "Of somebody else: the caller may administrate the sample",
                Errors =
                [
                    Error(ErrorKind.Unauthorized, "User {user} cannot administrate sample {id}"),
                    Error(ErrorKind.Unauthorized, "Anonymous users cannot administrate sample {id}"),
                ],
            },
            UsersExist with { Condition = "The user exists", Errors = [Error(ErrorKind.NoSuchUser, "{user}")] },
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "user": "alice", "level": "read", "at": 1795304700000, "allowed": true, "reasons": [{"via": "owner", "level": "owner", "group": null, "upa": null, "since": 1795304624739, "granted_by": null}, {"via": "data_link", "level": "read", "group": null, "upa": "1/1/1", "since": 1795304624901, "granted_by": "alice"}], "history": [{"at": 1795304624850, "by": "alice", "as_admin": false, "via": "public", "group": null, "from": "read", "to": null}, {"at": 1795304624840, "by": "alice", "as_admin": false, "via": "public", "group": null, "from": null, "to": "read"}], "recorded_since": 1795304624739}"""),
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "user": "bob", "level": "write"}""",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "user": "bob", "level": "write", "at": 1795304700000, "allowed": false, "reasons": [], "history": [{"at": 1795304624860, "by": "alice", "as_admin": false, "via": "entry", "group": null, "from": null, "to": "read"}, {"at": 1795304624850, "by": "alice", "as_admin": false, "via": "entry", "group": null, "from": "write", "to": null}, {"at": 1795304624850, "by": "alice", "as_admin": false, "via": "public", "group": null, "from": "read", "to": null}, {"at": 1795304624840, "by": "alice", "as_admin": false, "via": "entry", "group": null, "from": null, "to": "write"}, {"at": 1795304624840, "by": "alice", "as_admin": false, "via": "public", "group": null, "from": null, "to": "read"}], "recorded_since": 1795304624739}"""),
        ],
        Notes = "`data_link` opens the sample through `get_sample_via_data`, for ever; at most 100 objects are asked about, those with the newest links. "
            + "`administrator` is told of the caller alone. These two do not make `allowed` true.",
    };
}
