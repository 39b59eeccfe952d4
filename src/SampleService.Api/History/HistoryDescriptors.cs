using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that tell what samples were, and what became of them.</summary>
internal static class HistoryDescriptors
{
    public const string Group = "history";

    private static readonly Schema Text = Schema.Text() with { IsNullable = true };

    private static readonly ObjectSchema VersionInfo = new(
        new Member("version", Schema.Integer(1), "Its number.").Required(),
        new Member("save_date", Schema.Integer(), "When it was saved, in milliseconds since 1970.").Required(),
        new Member("user", Schema.Text(), "Who saved it.").Required())
    {
        Name = "VersionInfo",
    };

    private static readonly ObjectSchema NameChange = new(
        new Member("from", Text, "The name before; null for none.").Required(), new Member("to", Text, "The name after; null for none.").Required())
    {
        IsNullable = true,
    };

    private static readonly ObjectSchema NodeChange = new(
        new Member("node", Schema.Text(), "The node.").Required(),
        new Member("change", Schema.OneOf("added", "removed", "moved", "retyped"), "What happened to it.").Required(),
        new Member("from", Schema.Any, "Of a node that moved its parent, of one that was retyped its type, of one that was removed all of it; else null.").Required(),
        new Member("to", Schema.Any, "The same after the change; null for a node that was removed.").Required())
    {
        Name = "NodeChange",
    };

    private static readonly ObjectSchema ValueChange = new(
        new Member("node", Schema.Text(), "The node, which both versions have.").Required(),
        new Member("kind", Schema.OneOf("controlled", "user", "source"), "The kind of metadata.").Required(),
        new Member("key", Schema.Text(), "The metadata key.").Required(),
        new Member("value_key", Text, "The value key; null for the key at the source (`skey`).").Required(),
        new Member("from", Schema.Any, "The value before; absent if there was none."),
        new Member("to", Schema.Any, "The value after; absent if there is none."))
    {
        Name = "ValueChange",
    };

    public static readonly Member Id = Params.Id.Required();

    public static readonly Member From = new Member("from", Schema.Integer(1), "The version before.").Required();

    public static readonly Member To = new("to", Schema.Integer(1) with { IsNullable = true }, "The version after; the newest when absent or null.");

    public static readonly MethodDescriptor DiffVersions = new("SampleService.diff_versions", Group, "Tells what changed between two versions of a sample")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Id, From, To, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("from", VersionInfo, "The version before.").Required(),
            new Member("to", VersionInfo, "The version after.").Required(),
            new Member("name", NameChange, "The names; null if they are the same.").Required(),
            new Member("nodes", new ArraySchema(NodeChange), "Nodes that came, went, moved or have another type: in the order of `to`, then those that are gone.").Required(),
            new Member("values", new ArraySchema(ValueChange), "Values of nodes that both have: in the order of `to`, then those that are gone.").Required(),
            new Member("order_changed", Schema.Boolean, "Whether the nodes that both have stand in another order.").Required(),
            new Member("truncated", Schema.Boolean, "Whether there are more than 10 000 differences; then the first are told.").Required())
        {
            Name = "VersionDiff",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(), StrictChecks.RequiredVersion("from"), StrictChecks.OptionalVersion("to"),
            StrictChecks.Flag("as_admin"), AsAdmin("read", "diff_versions"), Readable,
            VersionExists with { Condition = "Both versions exist" },
            StrictChecks.Present with { Condition = "Neither they nor the sample are withdrawn" },
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "from": 1}""",
                """{"from": {"version": 1, "save_date": 1795304624739, "user": "alice"}, "to": {"version": 2, "save_date": 1795304624813, "user": "alice"}, "name": {"from": "soil core", "to": "soil core, dried"}, "nodes": [], "values": [{"node": "core-1", "kind": "user", "key": "depth", "value_key": "value", "from": 2.5}, {"node": "core-1", "kind": "user", "key": "depth", "value_key": "units", "from": "m"}], "order_changed": false, "truncated": false}"""),
        ],
        Notes = "Two forms of one number, `1` and `1.0`, are no difference, and neither is another order of keys. Nodes that were added or removed are told whole, "
            + "and their values not again.",
    };
}
