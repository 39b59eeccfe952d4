using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods by which operators on the machine look after a process.</summary>
internal static class NodeDescriptors
{
    private const string Group = "node";

    private static readonly MethodRights Everybody = new(TokenRequirement.None) { IsOpenToLocalUsers = true };

    private static readonly MethodRights Operators = new(TokenRequirement.Required)
    {
        Administration = AdministrationNeed.Full,
        IsForAdministrators = true,
    };

    public static readonly Member Category = new Member(
        "category", Schema.Text(256), "`Default`, or the beginning of the names of categories, such as `SampleService.JsonRpc`.").Required();

    public static readonly Member Level = new Member(
        "level", Schema.OneOf("Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"), "The lowest level that is shown.").Required();

    public static readonly MethodDescriptor Status = new("Node.status", Group, "Tells how the process is doing")
    {
        Doors = Doors.Node,
        Rights = Everybody,
        Result = new ObjectSchema(
            new Member("version", Schema.Text(), "The version of the program.").Required(),
            new Member("git_commit_hash", Schema.Text(), "What it was built from; may be empty.").Required(),
            new Member("state", Schema.Integer(), "The state of the platform, as `PlatformState.get` tells it.").Required(),
            new Member("process", Schema.Integer(1), "The number of the process.").Required(),
            new Member("started", Schema.Integer(), "When it started, in milliseconds since 1970.").Required(),
            new Member("servertime", Schema.Integer(), "Its clock, in milliseconds since 1970.").Required(),
            new Member("calls", Schema.Integer(0), "Calls under way.").Required(),
            new Member("connections", Schema.Integer(0), "Connections of HTTP callers.").Required(),
            new Member("node_connections", Schema.Integer(0), "Connections to the socket.").Required(),
            new Member("stopping", Schema.Boolean, "Whether it ends the calls under way, and takes no more.").Required()),
        Checks = [],
        Examples =
        [
            new(
                null, null,
                """{"version": "1.0.0", "git_commit_hash": "6c1f0e", "state": 100, "process": 4711, "started": 1795304620000, "servertime": 1795304625100, "calls": 3, "connections": 12, "node_connections": 1, "stopping": false}""")
            {
                IsForm = true,
            },
        ],
    };

    public static readonly MethodDescriptor Metrics = new("Node.metrics", Group, "Gives what the process measures")
    {
        Doors = Doors.Node,
        Rights = Everybody,
        Result = Schema.Text() with { Description = "The text format of Prometheus (docs/operations.md)." },
        Checks =
        [
            new(
                "Metrics are not turned off (`Metrics:Urls` is not empty)",
                Error(Domain.ErrorKind.UnsupportedOperation, "metrics are turned off (setting Metrics:Urls)")),
        ],
        Examples = [new(null, null, "\"# TYPE sample_service_calls_total counter\\n\"") { IsForm = true }],
    };

    public static readonly MethodDescriptor Drain = new("Node.drain", Group, "Stops the process, as SIGTERM does: calls under way end, and no more are taken")
    {
        Doors = Doors.Node,
        Rights = Operators,
        Checks = [],
        Examples = [new("admin", null, null)],
        Notes = "The answer comes before the end: the process ends when the calls under way have ended, after 30 seconds at the latest.",
    };

    /// <summary>The longest reason, in code points.</summary>
    public const int MaxReasonLength = 1000;

    public static readonly Member Reason = new Member("reason", Schema.Text(MaxReasonLength), "Why; the log has it.").Required();

    public static readonly MethodDescriptor EraseSample = new("Node.erase_sample", Group, "Erases the content of a withdrawn sample, which the law may ask for")
    {
        Doors = Doors.Node,
        Effect = MethodEffect.Write,
        Rights = Operators,
        Parameters = new ObjectSchema(Params.Id.Required(), Reason),
        Result = new ObjectSchema(
            new Member("id", Schema.Uuid, "The sample.").Required(), new Member("versions", Schema.Integer(1), "How many versions it has; all of them are erased.").Required()),
        Checks =
        [
            NotNull, Checks.Id(),
            new("`reason` is a string of 1 to 1000 code points without control characters",
                Missing("reason"), Illegal("reason must be a string"), Illegal("reason contains control characters"), Illegal("reason exceeds maximum length of 1000")),
            SampleExists with { Condition = "The sample exists" },
            new("It is withdrawn", Illegal("{id} is not withdrawn")),
        ],
        Examples =
        [
            new("admin", """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "reason": "asked for by the donor"}""", """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "versions": 2}""") { IsForm = true },
        ],
        Notes = "It cannot be taken back. The tombstone stays, with versions, times, users, ACLs, links, relations and identifiers; [docs/security.md](../security.md#erasing) says "
            + "what else does, and for how long backups hold it. Erasing again does nothing.",
    };

    public static readonly MethodDescriptor SetLogLevel = new("Node.set_log_level", Group, "Changes what the log shows, until the process ends")
    {
        Doors = Doors.Node,
        Rights = Operators,
        Parameters = new ObjectSchema(Category, Level),
        Checks =
        [
            new("`category` is one word of at most 256 characters, without a colon", Missing("category"), Illegal("category must be the name of a category, or Default")),
            new("`level` is a level there is, in any letter case", Missing("level"), Illegal("level must be one of {levels}")),
        ],
        Examples = [new("admin", """{"category": "SampleService.JsonRpc", "level": "Warning"}""", null)],
        Notes = "A level that was set for the one category, in the settings or by this method, goes before that of `Default`.",
    };

    public static readonly MethodDescriptor Configuration = new("Node.configuration", Group, "Lists the settings as they were loaded")
    {
        Doors = Doors.Node,
        Rights = Operators,
        Result = new ArraySchema(new ObjectSchema(
            new Member("key", Schema.Text(), "The setting.").Required(),
            new Member("value", Schema.Text() with { IsNullable = true }, "Its value; `***` for a secret, null where it has none.").Required(),
            new Member("source", Schema.Text(), "Where it comes from: `default`, `environment`, `command line`, or the name of a file.").Required())),
        Checks = [],
        Examples =
        [
            new("admin", null, """[{"key": "Storage:Provider", "value": "Sqlite", "source": "default"}, {"key": "Storage:ConnectionString", "value": "***", "source": "environment"}]""")
            {
                IsForm = true,
            },
        ],
        Notes = "Secrets are told by the names of settings; in addresses, passwords and what follows a question mark are left out too.",
    };
}
