using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>What samples come from, and what comes from them.</summary>
internal static class LineageDescriptors
{
    public const int MaxIds = 100;

    public const int MaxDepth = 50;

    public const int MaxLimit = 10_000;

    public static readonly string[] Directions = ["ancestors", "descendants", "both"];

    public static readonly Member Ids = new Member("ids", new ArraySchema(Schema.Uuid) { Min = 1, Max = MaxIds }, "The samples.").Required();

    public static readonly Member Direction = new(
        "direction", Schema.OneOf(Directions) with { IsNullable = true }, "To what they come from (`ancestors`, also when absent or null), to what comes from them, or to either.");

    public static readonly Member Types = new(
        "types", new ArraySchema(RelationSchemas.Type) { Min = 1, Max = RelationTypes.Names.Length, IsNullable = true },
        "Along which relations; when absent or null those without circles: `derived_from`, `aliquot_of`, `part_of`, `pooled_from`.");

    public static readonly Member Depth = new("depth", Schema.Integer(1, MaxDepth) with { IsNullable = true }, "How many steps at most; 10 when absent or null.");

    public static readonly Member Limit = new("limit", Schema.Integer(1, MaxLimit) with { IsNullable = true }, "How many samples at most; 1000 when absent or null. The nearest are kept, then those with the lowest ids.");

    public static readonly MethodDescriptor GetLineage = new("SampleService.get_lineage", "relations", "Follows relations between samples")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Ids, Direction, Types, Depth, HistorySchemas.At, Limit, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("nodes", new ArraySchema(new ObjectSchema(
                new Member("id", Schema.Uuid, "The sample.").Required(),
                new Member("depth", Schema.Integer(0), "How many steps it is away.").Required(),
                new Member("name", HistorySchemas.NullableText, "Its name then.").Required(),
                new Member("owner", Schema.Text(), "Who owns it now.").Required(),
                new Member("withdrawn", Schema.Boolean, "Whether it is withdrawn now.").Required())
            {
                Name = "LineageNode",
            }), "The samples, by depth, then by id.").Required(),
            new Member("edges", new ArraySchema(RelationSchemas.Relation), "The relations among them, by the time they were made, then by id.").Required(),
            new Member("hidden", Schema.Integer(0), "How many relations of these samples lead to samples that they come from and that the caller may not read.").Required(),
            new Member("complete", Schema.Boolean, "Whether neither `depth` nor `limit`, nor what a call may look at, has left any out.").Required(),
            HistorySchemas.Moment, HistorySchemas.Settled)
        {
            Name = "Lineage",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            new("`ids` is a list of 1 to 100 UUIDs",
                Missing("ids"), Illegal("ids must be a list"), Illegal("ids must have 1 to 100 items"), Missing("ids[{index}]"), Illegal("ids[{index}] {value} must be a UUID string")),
            StrictChecks.Choice("direction", Directions), StrictChecks.Choices("types", 1, RelationTypes.Names.Length, [.. RelationTypes.Names]),
            new("`depth`, unless absent or null, is an integer from 1 to 50", Illegal("depth must be an integer from 1 to 50")), StrictChecks.Time("at"),
            new("`limit`, unless absent or null, is an integer from 1 to 10000", Illegal("limit must be an integer from 1 to 10000")),
            StrictChecks.Flag("as_admin"), AsAdmin("read", "get_lineage"),
            Readable with { Condition = "Of each in turn: the caller may read the sample, and it existed then", Errors = [.. Readable.Errors, Error(ErrorKind.NoSuchSample, "{id} at {at}")] },
        ],
        Examples =
        [
            new(
                "alice",
                """{"ids": ["01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"]}""",
                """{"nodes": [{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "depth": 0, "name": "soil core, aliquot", "owner": "alice", "withdrawn": false}, {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "depth": 1, "name": "soil core, dried", "owner": "alice", "withdrawn": false}], "edges": [{"relation": "5d11c7a0-3b52-4f4e-9a76-0c8a5e5b9d10", "type": "aliquot_of", "from": {"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": null, "node": null}, "to": {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "core-1"}, "created": 1795304625480, "createdby": "alice", "ended": null, "endedby": null}], "hidden": 0, "complete": true, "at": 1795304625520, "settled": false}"""),
        ],
        Notes = "The walk is breadth first, from one snapshot of the database, and ends at samples that the caller may not read: what lies beyond is not shown by that way, and what comes from a shown "
            + "sample and cannot be read does not exist for the caller.",
    };
}
