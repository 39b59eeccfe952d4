using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that read and change ACLs.</summary>
internal static class AclDescriptors
{
    public const string Group = "acls";

    public static readonly Member Remove = new(
        "remove", new ArraySchema(Params.UserName) { IsNullable = true }, "Users who lose what they have.");

    public static readonly Member PublicReadChange = new(
        "public_read", Schema.Integer() with { IsNullable = true }, "Above 0: everybody may read. Below 0: no longer. 0, null, absent: no change.");

    public static readonly Member PublicRead = new("public_read", Schema.Flag, "Whether everybody may read. Any value but 0, false, null and empty ones is true, -1 too.");

    public static readonly Member AtLeast = new("at_least", Schema.Flag, "Whether nobody is given less than they have.");

    public static readonly Member Ids = new Member("ids", new ArraySchema(Schema.Uuid), "The samples.").Required();

    public static readonly Member Acls =
        new Member("acls", new ObjectSchema(Params.Admin, Params.Write, Params.Read, PublicRead), "All ACLs; an absent list becomes empty.").Required();

    public static readonly Member[] DeltaMembers = [Params.Admin, Params.Write, Params.Read, Remove, PublicReadChange, AtLeast];

    private static readonly Member[] Delta = [.. DeltaMembers, Params.AsAdmin];

    private static readonly MethodCheck[] DeltaChecks =
    [
        new("`public_read`, unless absent, null or 0, is an integer", Illegal("public_read must be an integer if present")),
        UserLists("`admin`, `write`, `read`, `remove`"),
        Disjoint,
        new("No user of `remove` is in another list", Illegal("Users in the remove list cannot be in any other ACL")),
    ];

    private static readonly MethodCheck OwnerUntouched = new(
        "The owner is not in `remove` and, without `at_least`, in no list",
        Error(ErrorKind.Unauthorized, "ACLs for the sample owner {owner} may not be modified by a delta update."));

    public static readonly ObjectSchema SampleAcls = new(
        new Member("owner", Schema.Text(), "Who may do everything.").Required(),
        new Member("admin", new ArraySchema(Schema.Text()), Params.Admin.Description).Required(),
        new Member("write", new ArraySchema(Schema.Text()), Params.Write.Description).Required(),
        new Member("read", new ArraySchema(Schema.Text()), Params.Read.Description).Required(),
        new Member("public_read", Schema.Integer(0, 1), "Whether everybody may read.").Required())
    { Name = "SampleAcls" };

    public static readonly MethodDescriptor GetAcls = new("SampleService.get_sample_acls", Group, "Reads the ACLs of a sample")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Params.Id.Required(), Params.AsAdmin),
        Result = SampleAcls,
        Checks = [OptionalToken, KnownMembers, Id(), AsAdmin("read", "get_sample_acls"), Readable],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""",
                """{"owner": "alice", "admin": [], "write": [], "read": [], "public_read": 0}"""),
        ],
        Notes = "Whoever may read the sample sees all its ACLs. Users whom a KBase deployment keeps out of sight are left out of `read`.",
    };

    public static readonly MethodDescriptor UpdateAcls = new("SampleService.update_sample_acls", Group, "Changes the ACLs of a sample for some users")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "admin")] },
        Parameters = new([Params.Id.Required(), .. Delta]),
        Checks =
        [
            RequiredToken, KnownMembers, Id(), .. DeltaChecks, AsAdmin("full", "update_sample_acls"), UsersExist, Administrable, OwnerUntouched,
        ],
        Examples =
        [
            new("alice", """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "write": ["bob"], "public_read": 1}""", null),
        ],
        Notes = "A user who is named is taken out of the lists that do not name them; with `at_least` nobody moves to a lesser list. "
            + "Users who are not named keep what they have. Two changes at once are both in the result.",
    };

    public static readonly MethodDescriptor UpdateManyAcls = new("SampleService.update_samples_acls", Group, "Changes the ACLs of many samples for some users")
    {
        Rights = new(TokenRequirement.Required)
        {
            Administration = AdministrationNeed.Full,
            AdministratedAs = "update_sample_acls",
            Needs = [new("sample", "admin")],
        },
        Parameters = new([Ids, .. Delta]),
        Checks =
        [
            RequiredToken, KnownMembers, NotNull, .. DeltaChecks, AsAdmin("full", "update_sample_acls"),
            new("`ids` is a list", Missing("ids"), Illegal("ids must be a list")),
            new("Each item, one after the other: it is a UUID", Illegal("{value} must be a UUID string")),
            UsersExist with { Condition = "... all users who are named exist" },
            Administrable with { Condition = "... the caller may administrate the sample" },
            OwnerUntouched with { Condition = "... the owner is not in `remove` and, without `at_least`, in no list" },
        ],
        Examples =
        [
            new("alice", """{"ids": ["01a2008e-1fe0-754b-a18a-a90e9734fdff"], "remove": ["bob"], "public_read": -1}""", null),
        ],
        Notes = "The samples are changed one after the other: those before one that fails stay changed.",
    };

    public static readonly MethodDescriptor ReplaceAcls = new("SampleService.replace_sample_acls", Group, "Replaces all ACLs of a sample")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "admin")] },
        Parameters = new(Params.Id.Required(), Acls, Params.AsAdmin),
        Checks =
        [
            RequiredToken, KnownMembers, Id(),
            new("`acls` is an object", Illegal("ACLs must be supplied in the acls key and must be a mapping")),
            UserLists("`admin`, `write`, `read`"),
            Disjoint,
            AsAdmin("full", "replace_sample_acls"), UsersExist, Administrable,
            new("The owner is in no list", Illegal("The owner cannot be in any other ACL")),
        ],
        Examples =
        [
            new("alice", """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "acls": {"read": ["bob"]}}""", null),
        ],
        Notes = "The owner is not part of it: to send back what `get_sample_acls` gave, leave `owner` out.",
    };
}
