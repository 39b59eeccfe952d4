using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that tell of and govern the state of the platform.</summary>
internal static class PlatformDescriptors
{
    private const string Group = "platform";
    private const Doors ForAdministrators = Doors.Gateway | Doors.Node;

    public const int MaxReason = 1000;
    public const int MaxLeaseSeconds = 86_400;

    public static readonly Member State = new Member(
        "state", Schema.Integer(), "5 backup, 10 software update, 20 restore, 30 initialization, 40 validation.").Required();

    public static readonly Member LeaseSeconds = new(
        "lease_seconds", Schema.Integer(1, MaxLeaseSeconds) with { IsNullable = true },
        "After how many seconds it ends unless it is renewed; 30 when absent. A restore stays until it is cleared.");

    public static readonly Member Quiesce = new(
        "quiesce", Schema.Boolean with { IsNullable = true }, "Whether writes are refused meanwhile. Backups alone have the choice; the others refuse them in any case.");

    public static readonly Member Reason = new(
        "reason", Schema.Text(MaxReason) with { IsNullable = true }, "Why, for people who look at the states.");

    private static readonly MethodCheck IsState = new(
        "`state` is 5, 10, 20, 30 or 40", Missing("state"), Illegal("state must be 5, 10, 20, 30 or 40"));

    private static readonly MethodCheck IsLease = new(
        $"`lease_seconds`, unless absent or null, is an integer from 1 to {MaxLeaseSeconds}",
        Illegal($"lease_seconds must be an integer from 1 to {MaxLeaseSeconds}"));

    public static readonly MethodDescriptor Get = new("PlatformState.get", Group, "Tells the state of the platform")
    {
        Rights = new(TokenRequirement.None) { IsOpenToLocalUsers = true },
        Result = Schema.Integer(),
        Checks = [],
        Examples = [new(null, null, "100")],
        Notes = "100 is active, 120 busy (a call was refused for load less than a second ago), 2147483647 stopping, 0 starting; the others are "
            + "set by operators. Of several the largest below 100 is told, and what any of them refuses is refused. "
            + "[Platform states](../platform-states.md) has the table.",
    };

    public static readonly MethodDescriptor Set = new("PlatformState.set", Group, "Puts the whole deployment into a state")
    {
        Doors = ForAdministrators,
        Rights = Rights(AdministrationNeed.Full),
        Parameters = new(State, LeaseSeconds, Quiesce, Reason),
        Checks =
        [
            RequiredToken, KnownMembers, IsAdministrator("full", "set"), IsState, IsLease,
            new(
                "`quiesce`, unless absent or null, is true or false, and not true but for a backup",
                Illegal("quiesce must be true or false"), Illegal("quiesce is for a backup alone")),
            new($"`reason`, unless absent or null, is a string of at most {MaxReason} code points",
                Illegal("reason must be a string"), Illegal($"reason exceeds maximum length of {MaxReason}")),
            new("No other owner has set it", Illegal("state {state} is set by {owner}")),
        ],
        Examples = [new("admin", """{"state": 5, "lease_seconds": 60, "reason": "nightly backup"}""", null)],
        Notes = "When it is answered, every write that commits from then on has met the state: those that began before are waited for, "
            + "20 s at most. The owner who sets it again renews it: it goes on as it is, for the same reason, and does not end sooner; a backup "
            + "that is set with `quiesce` refuses writes from then on.",
    };

    public static readonly MethodDescriptor Renew = new("PlatformState.renew", Group, "Lets a state of the caller go on")
    {
        Doors = ForAdministrators,
        Rights = Rights(AdministrationNeed.Full),
        Parameters = new(State, LeaseSeconds),
        Checks =
        [
            RequiredToken, KnownMembers, IsAdministrator("full", "renew"), IsState, IsLease,
            new("The caller has set it, and it has not ended", Illegal("state {state} is not set by {owner}")),
        ],
        Examples = [new("admin", """{"state": 5, "lease_seconds": 60}""", null)],
    };

    public static readonly MethodDescriptor Clear = new("PlatformState.clear", Group, "Ends a state, whoever has set it")
    {
        Doors = ForAdministrators,
        Rights = Rights(AdministrationNeed.Full),
        Parameters = new(State with { Schema = Schema.Integer(), Description = "Its number; also one that this version does not know." }),
        Checks =
        [
            RequiredToken, KnownMembers, IsAdministrator("full", "clear"),
            new("`state` is an integer", Missing("state"), Illegal("state must be an integer")),
        ],
        Examples = [new("admin", """{"state": 5}""", null)],
        Notes = "A state that is not set is none already: no error.",
    };

    public static readonly MethodDescriptor List = new("PlatformState.list", Group, "Lists the states that are set for the whole deployment")
    {
        Doors = ForAdministrators,
        Rights = Rights(AdministrationNeed.Read),
        Result = new ArraySchema(new ObjectSchema(
            new Member("state", Schema.Integer(), "Its number.").Required(),
            new Member("owner", Schema.Text(), "Who set it.").Required(),
            new Member("process", Schema.Text(), "The process that was asked.").Required(),
            new Member("since", Schema.Integer(), "When it was set, in milliseconds since 1970.").Required(),
            new Member("lease_end", Schema.Integer(), "When it ends unless it is renewed, in milliseconds since 1970.").Required(),
            new Member("expired", Schema.Boolean, "Whether that has passed: of a restore, whose owner is gone then.").Required(),
            new Member("quiesce", Schema.Boolean, "Whether a backup refuses writes.").Required(),
            new Member("reason", Schema.Text(), "Why; may be empty.").Required())),
        Checks = [RequiredToken, IsAdministrator("read", "list")],
        Examples = [new("admin", null, "[]")],
    };

    public static readonly MethodDescriptor Members = new("Cluster.members", Group, "Lists the processes that serve the deployment")
    {
        Doors = ForAdministrators,
        Rights = Rights(AdministrationNeed.Read),
        Result = new ArraySchema(new ObjectSchema(
            new Member("process", Schema.Text(), "Its machine and number.").Required(),
            new Member("addresses", new ArraySchema(Schema.Text()), "Where it listens.").Required(),
            new Member("version", Schema.Text(), "The version of the program.").Required(),
            new Member("started", Schema.Integer(), "When it started, in milliseconds since 1970.").Required(),
            new Member("state", Schema.Integer(), "The state of the platform as it knows it.").Required())),
        Checks = [RequiredToken, IsAdministrator("read", "members")],
        Examples =
        [
            new(
                "admin", null,
                """[{"process": "host:4711", "addresses": ["http://127.0.0.1:5000"], "version": "1.0.0", "started": 1795304600000, "state": 100}]""")
            {
                IsForm = true,
            },
        ],
        Notes = "Each process tells of itself every few seconds. One that was killed is among them for 15 s more.",
    };

    private static MethodRights Rights(AdministrationNeed need) =>
        new(TokenRequirement.Required) { Administration = need, IsForAdministrators = true };

    private static MethodCheck IsAdministrator(string level, string method) =>
        AsAdmin(level, method) with { Condition = $"The caller has {level} administration" };
}
