using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Groups of users.</summary>
internal static class GroupDescriptors
{
    private const string Heading = "groups";

    private static readonly ArraySchema UserList = new(Params.UserName) { IsNullable = true };

    public static readonly string[] Roles = ["member", "manager", "owner", "any"];

    public static readonly Member Name = new Member("name", Schema.Text(ContractText.MaxNameLength), "The name of the group, without the `@` that it has in ACLs.").Required();

    public static readonly Member Title = new("title", Schema.Text(ContractText.MaxNameLength) with { IsNullable = true }, "What the group is for. Once given it can be changed, and not taken away.");

    public static readonly Member Members = new("members", UserList, "Users who have the rights that samples give to the group; at most 10 000.");

    public static readonly Member Managers = new("managers", UserList, "Users who may change title and members.");

    public static readonly Member Add = new("add", UserList, "New members. Who is one already stays one.");

    public static readonly Member Remove = new("remove", UserList, "Members who are to be none any more. Users who are gone can be removed.");

    public static readonly Member AddManagers = new("add_managers", UserList, "New managers; for the owner alone.");

    public static readonly Member RemoveManagers = new("remove_managers", UserList, "Managers who are to be none any more; for the owner alone.");

    public static readonly Member Owner = new("owner", Params.UserName with { IsNullable = true }, "The new owner; for the owner alone.");

    public static readonly Member Retired = new(
        "retired", Schema.Boolean with { IsNullable = true }, "Whether the group gives no rights any more; for the owner alone. Its entries in ACLs stay.");

    public static readonly Member IfVersion = new(
        "if_group_version", Schema.Integer(1, ParameterReaders.MaxInteger) with { IsNullable = true }, "Only if the group is in this version.");

    public static readonly Member History = new("history", Schema.Boolean with { IsNullable = true }, "Whether what was changed is wanted too.");

    public static readonly Member Role = new("role", Schema.OneOf(Roles) with { IsNullable = true }, "What the caller has to be in the groups; `any` when absent or null. With `as_admin` it does not count.");

    public static readonly Member[] CreateMembers = [Name, Title, Members, Managers];

    public static readonly Member[] UpdateMembers = [Name, Title, Add, Remove, AddManagers, RemoveManagers, Owner, Retired, IfVersion];

    private static readonly ArraySchema Users = new(Params.UserName);

    private static readonly ObjectSchema Change = new(
        new Member("version", Schema.Integer(1), "The version that it made.").Required(),
        new Member("at", Schema.Integer(), "When, in milliseconds since 1970.").Required(),
        new Member("by", Schema.Text(), "Who made it.").Required(),
        new Member("added", Users, "New members.").Required(),
        new Member("removed", Users, "Those who are members no more.").Required(),
        new Member("managers_added", Users, "New managers.").Required(),
        new Member("managers_removed", Users, "Those who are managers no more.").Required(),
        new Member("owner", Schema.Text() with { IsNullable = true }, "The new owner; null where that did not change.").Required(),
        new Member("retired", Schema.Boolean with { IsNullable = true }, "Whether it is retired from then on; null where that did not change.").Required())
    {
        Name = "GroupChange",
    };

    private static readonly Member[] GroupMembers =
    [
        Name with { Description = "Its name, without the `@` that it has in ACLs." },
        new Member("title", Schema.Text() with { IsNullable = true }, "What it is for; null where nobody said.").Required(),
        new Member("owner", Schema.Text(), "May change everything about it.").Required(),
        new Member("managers", Users, "May change title and members.").Required(),
        new Member("members", Users, "Have the rights that samples give to it. Owner and managers are not among them unless listed.").Required(),
        new Member("version", Schema.Integer(1), "1, and one more for each change.").Required(),
        new Member("retired", Schema.Boolean, "Whether it gives no rights any more.").Required(),
        new Member("created", Schema.Integer(), "When it was made, in milliseconds since 1970.").Required(),
        new Member("changed", Schema.Integer(), "When it was changed last.").Required(),
    ];

    public static readonly ObjectSchema Group = new(GroupMembers) { Name = "Group" };

    private static readonly ObjectSchema GroupWithChanges = new([.. GroupMembers, new Member("changes", new ArraySchema(Change), "What was changed, the oldest first; only with `history`.")])
    {
        Name = "GroupWithChanges",
    };

    private static readonly MethodCheck NameGiven = new(
        "`name` is a string of 1 to 256 code points without control characters",
        Missing("name"), Illegal("name must be a string"), Illegal("name contains control characters"), Illegal("name exceeds maximum length of 256"));

    private static readonly MethodCheck TitleForm = new(
        "`title`, unless absent or null, is a string of 1 to 256 code points without control characters",
        Illegal("title must be a string"), Missing("title"), Illegal("title contains control characters"), Illegal("title exceeds maximum length of 256"));

    private static readonly MethodCheck Bounded = new(
        "The group has at most 10 000 members and 10 000 managers", Illegal("members must have 0 to 10000 items"), Illegal("managers must have 0 to 10000 items"));

    private static readonly MethodCheck Room = new(
        "Nobody comes to be a member of more than 2000 groups, or the owner of more than 1000",
        Illegal("User {user} is a member of 2000 groups already"), Illegal("User {user} owns 1000 groups already"));

    private static readonly MethodCheck Exists = new("The group exists", Error(ErrorKind.NoSuchGroup, "@{name}"));

    public static readonly MethodDescriptor Create = new("SampleService.create_group", Heading, "Makes a group of users")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full },
        Parameters = new([.. CreateMembers, .. OperationKind.MethodMembers]),
        Result = Group,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, NameGiven,
            new("It is 2 to 64 of `a-z`, `0-9`, `_` and `-`, and begins with a letter", Illegal("name must be 2 to 64 of a-z, 0-9, _ and -, and begin with a letter")),
            TitleForm, UserLists("`members`, `managers`"), .. OperationChecks.OfMethod("create_group"), UsersExist,
            new("No group has, or had, the name", Error(ErrorKind.GroupExists, "@{name}")), Bounded, Room,
        ],
        Examples =
        [
            new(
                "alice",
                """{"name": "soil-lab", "title": "The soil laboratory", "members": ["alice", "bob"]}""",
                """{"name": "soil-lab", "title": "The soil laboratory", "owner": "alice", "managers": [], "members": ["alice", "bob"], "version": 1, "retired": false, "created": 1795304625500, "changed": 1795304625500}"""),
        ],
        Notes = "The caller owns it, and is a member only if listed. Wherever ACLs name users they may name `@soil-lab`. Groups are never deleted.",
    };

    public static readonly MethodDescriptor Update = new("SampleService.update_group", Heading, "Changes a group")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full },
        Parameters = new([.. UpdateMembers, .. OperationKind.MethodMembers]),
        Result = Group,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, NameGiven, TitleForm, UserLists("`add`, `remove`, `add_managers`, `remove_managers`"),
            new("`owner`, unless absent or null, is a string of at most 256 code points without control characters",
                Illegal("owner must be a string"), Missing("owner"), Illegal("owner contains control characters"), Illegal("owner exceeds maximum length of 256")),
            StrictChecks.Flag("retired"),
            new("`if_group_version`, unless absent or null, is an integer from 1 to 9007199254740992", Illegal("if_group_version must be an integer from 1 to 9007199254740992")),
            .. OperationChecks.OfMethod("update_group"), Exists,
            new("The caller owns or manages it; managers, `owner` and `retired` are for its owner",
                Error(ErrorKind.Unauthorized, "User {user} cannot administrate group @{name}")),
            UsersExist with { Condition = "All new members, managers and owners exist" },
            new("Nobody is both added and removed", Illegal("User {user} is both added and removed")),
            new("`if_group_version` holds", Error(ErrorKind.ConcurrencyViolation, "Version required for group @{name} is {x}, but current version is {y}")),
            Bounded, Room,
        ],
        Examples =
        [
            new(
                "alice",
                """{"name": "soil-lab", "remove": ["bob"], "if_group_version": 1}""",
                """{"name": "soil-lab", "title": "The soil laboratory", "owner": "alice", "managers": [], "members": ["alice"], "version": 2, "retired": false, "created": 1795304625500, "changed": 1795304625510}"""),
        ],
        Notes = "It holds for every call that begins after the answer, on every process. What changes nothing makes no version.",
    };

    public static readonly MethodDescriptor Get = new("SampleService.get_group", Heading, "A group of users")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read },
        Parameters = new(Name, History, Params.StrictAsAdmin),
        Result = GroupWithChanges,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, NameGiven, StrictChecks.Flag("history"), StrictChecks.Flag("as_admin"), AsAdmin("read", "get_group"), Exists,
            new("The caller owns it, manages it, or is a member", Error(ErrorKind.Unauthorized, "User {user} cannot read group @{name}")),
            new("The history is not too long, if it is wanted", Illegal("The answer would have more than {n} bytes; ask for fewer samples at a time")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"name": "soil-lab", "history": true}""",
                """{"name": "soil-lab", "title": "The soil laboratory", "owner": "alice", "managers": [], "members": ["alice"], "version": 2, "retired": false, "created": 1795304625500, "changed": 1795304625510, "changes": [{"version": 1, "at": 1795304625500, "by": "alice", "added": ["alice", "bob"], "removed": [], "managers_added": [], "managers_removed": [], "owner": "alice", "retired": null}, {"version": 2, "at": 1795304625510, "by": "alice", "added": [], "removed": ["bob"], "managers_added": [], "managers_removed": [], "owner": null, "retired": null}]}"""),
        ],
    };

    public static readonly MethodDescriptor List = new("SampleService.list_groups", Heading, "The groups of the caller")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read },
        Parameters = new(Role, Pages.Limit, Pages.Cursor, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("groups", new ArraySchema(Group), "The groups, by name.").Required(),
            new Member("next", Schema.Text() with { IsNullable = true }, "The cursor of the next page; null if there is none.").Required(),
            new Member("examined", Schema.Integer(0) with { IsNullable = true }, "How many were looked at; in administration mode only.").Required()),
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Choice("role", Roles), StrictChecks.Limit, StrictChecks.Cursor,
            StrictChecks.Flag("as_admin"), AsAdmin("read", "list_groups"),
        ],
        Examples =
        [
            new(
                "alice",
                """{"role": "owner"}""",
                """{"groups": [{"name": "soil-lab", "title": "The soil laboratory", "owner": "alice", "managers": [], "members": ["alice"], "version": 2, "retired": false, "created": 1795304625500, "changed": 1795304625510}], "next": null, "examined": null}"""),
        ],
        Notes = "With `as_admin` all groups of the deployment. A page may be shorter than `limit`, where groups have many users.",
    };
}
