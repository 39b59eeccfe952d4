using SampleService.Domain;
using SampleService.JsonRpc;
using SampleService.Search;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Finding samples.</summary>
internal static class FindDescriptors
{
    private const string Group = "finding";

    private static readonly Schema NullableText = Schema.Text() with { IsNullable = true };

    private static readonly Schema Kind = Schema.OneOf("controlled", "user", "any") with { IsNullable = true };

    private static readonly ObjectSchema ColumnSchema = new(
        new Member("key", Schema.Text(256), "The metadata key.").Required(),
        new Member("kind", Kind, "The kind of metadata; `any` when absent or null."),
        new Member("value_key", NullableText, "The value key; `value` when absent or null, `*` for any."));

    private static readonly ObjectSchema FacetSchema = new(
        new Member("key", Schema.Text(256), "The metadata key.").Required(),
        new Member("kind", Kind, "The kind of metadata; `any` when absent or null."),
        new Member("value_key", NullableText, "The value key; `value` when absent or null, `*` for any."),
        new Member("size", Schema.Integer(1, FacetReader.MaxSize) with { IsNullable = true }, "How many values are told at most; 20 when absent or null."));

    private static readonly ObjectSchema FacetCountsSchema = new(
        new Member("key", Schema.Text(), "The metadata key.").Required(),
        new Member("kind", Schema.OneOf("controlled", "user", "any"), "The kind of metadata.").Required(),
        new Member("value_key", Schema.Text(), "The value key; `*` for any.").Required(),
        new Member("values", new ArraySchema(new ObjectSchema(
            new Member("value", Schema.Any, "The value; `1` and `1.0` are one.").Required(),
            new Member("samples", Schema.Integer(1), "How many samples have it.").Required())), "The most frequent values, the most frequent first.").Required(),
        new Member("others", Schema.Integer(0), "Samples that have only other values.").Required(),
        new Member("missing", Schema.Integer(0), "Samples that have none.").Required(),
        new Member("exact", Schema.Boolean, "Whether all that match were counted.").Required())
    {
        Name = "FacetCounts",
    };

    private static readonly ObjectSchema SortSchema = new(
        new Member("by", Schema.OneOf("created", "saved", "name") with { IsNullable = true }, "When the first version was saved, when the newest was, or the name."),
        new Member("order", Schema.OneOf("desc", "asc") with { IsNullable = true }, "`desc` when absent or null. Samples without a name come last in `asc`."))
    {
        IsNullable = true,
    };

    private static readonly ObjectSchema ValueSchema = new(
        new Member("node", Schema.Text(), "The first node that has the value.").Required(),
        new Member("kind", Schema.OneOf("controlled", "user"), "The kind of metadata.").Required(),
        new Member("value", Schema.Any, "The value as it is stored.").Required(),
        new Member("unit", NullableText, "Its unit; null for none.").Required())
    {
        Name = "FoundValue",
        IsNullable = true,
    };

    private static readonly ObjectSchema MatchSchema = new(
        new Member("condition", Schema.Text(), "Where the condition stands in the argument.").Required(),
        new Member("node", NullableText, "The node; null for a condition that is not about nodes, and so are the next three.").Required(),
        new Member("kind", Schema.OneOf("controlled", "user") with { IsNullable = true }, "The kind of metadata.").Required(),
        new Member("key", NullableText, "The metadata key.").Required(),
        new Member("value_key", NullableText, "The value key.").Required(),
        new Member("value", Schema.Any, "What was compared.").Required(),
        new Member("unit", NullableText, "Its unit; the assumed one where it was assumed.").Required(),
        new Member("compared_as", Schema.Any, "Of a quantity the number in base units; of a term the way up to the one asked for; of words the words found; else null.").Required(),
        new Member("compared_unit", NullableText, "The base unit.").Required(),
        new Member("bounds", new ArraySchema(Schema.Any) { IsNullable = true }, "The bounds of the range; null on an open side.").Required(),
        new Member("assumed", Schema.Boolean, "Whether the unit was assumed.").Required())
    {
        Name = "Match",
    };

    public static readonly ObjectSchema TombstoneSchema = new(
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("version", Schema.Integer(1) with { IsNullable = true }, "The version; null for the whole sample.").Required(),
        new Member("reason", Schema.Text(), "Why it was withdrawn.").Required(),
        new Member("by", Schema.Text(), "Who withdrew it.").Required(),
        new Member("at", Schema.Integer(), "When, in milliseconds since 1970.").Required())
    {
        Name = "Tombstone",
    };

    private static readonly ObjectSchema HitSchema = new(
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("version", Schema.Integer(1), "The newest version, which all of this is about.").Required(),
        new Member("name", NullableText, "Its name.").Required(),
        new Member("owner", Schema.Text(), "Who owns the sample.").Required(),
        new Member("saved_by", Schema.Text(), "Who saved the version.").Required(),
        new Member("save_date", Schema.Integer(), "When it was saved, in milliseconds since 1970.").Required(),
        new Member("created", Schema.Integer(), "When the first version was saved.").Required(),
        new Member("level", Schema.OneOf("owner", "admin", "write", "read") with { IsNullable = true }, "What the caller may do; null in administration mode.").Required(),
        new Member("public_read", Schema.Integer(0, 1), "Whether everybody may read it.").Required(),
        new Member("acl_version", Schema.Integer(1), "Grows by one with every stored change of the ACLs.").Required(),
        new Member("nodes", Schema.Integer(1), "How many nodes it has.").Required(),
        new Member("sample", SampleSchemas.Sample, "The sample as `get_sample` gives it; if included."),
        new Member("acls", AclDescriptors.SampleAcls, "The ACLs as `get_sample_acls` gives them; if included."),
        new Member("identifiers", new ArraySchema(IdentifierSchemas.Identifier), "Its identifiers; if included."),
        new Member("values", new ArraySchema(ValueSchema), "The value of each column, null where there is none; if there are columns."),
        new Member("matches", new ArraySchema(MatchSchema), "What made each condition hold, at most 20; if included."),
        new Member("tombstone", TombstoneSchema, "How it was withdrawn; with `withdrawn`."))
    {
        Name = "Hit",
    };

    public static readonly Member Scope = new(
        "scope", Schema.OneOf("mine", "shared", "public", "readable", "all") with { IsNullable = true },
        "`mine`: samples that the caller owns. `shared`: those of others in whose ACLs the caller is. `public`: those everybody may read. `readable`: any of the three. "
        + "`all`: all there are, with `as_admin`. When absent or null `readable`, with `as_admin` `all`.");

    public static readonly Member Filter = new("filter", new ValueSchema("object") { IsNullable = true }, "What holds for the samples: see [finding samples](../finding.md). Everything when absent or null.");

    public static readonly Member Sort = new("sort", SortSchema, "By what they are sorted. The newest first when absent or null.");

    public static readonly Member Include = new(
        "include", new ArraySchema(Schema.OneOf("sample", "acls", "matches", "identifiers")) { Max = 4, IsNullable = true }, "What is shown of each sample besides.");

    public static readonly Member Columns = new("columns", new ArraySchema(ColumnSchema) { Max = 50, IsNullable = true }, "Metadata values to show of each sample.");

    public static readonly Member Count = new("count", Schema.Boolean with { IsNullable = true }, "Whether to count how many match, on the first page.");

    public static readonly Member Withdrawn = new(
        "withdrawn", Schema.Boolean with { IsNullable = true }, "The withdrawn samples instead of the others, with `scope` `mine` or `all`.");

    public static readonly Member Facets = new(
        "facets", new ArraySchema(FacetSchema) { Max = FacetReader.MaxFacets, IsNullable = true },
        "Metadata values whose frequencies are counted among all that match, on the first page.");

    public static readonly MethodDescriptor FindSamples = new("SampleService.find_samples", Group, "Finds samples that the caller may read")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read },
        Parameters = new(Scope, Filter, Sort, Include, Columns, Count, Withdrawn, Facets, Pages.Limit, Pages.Cursor, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("samples", new ArraySchema(HitSchema), "The samples.").Required(),
            new Member("next", NullableText, "The cursor of the next page; null: that was all. A page may be short or empty and have a next one.").Required(),
            new Member("examined", Schema.Integer(0) with { IsNullable = true }, "How many candidates were looked at; null without `as_admin`.").Required(),
            new Member("count", new ObjectSchema(
                new Member("value", Schema.Integer(0), "How many match.").Required(),
                new Member("exact", Schema.Boolean, "Whether it is that; else there are at least so many.").Required())
            { IsNullable = true }, "How many match; on the first page, if asked for.").Required(),
            new Member("facets", new ArraySchema(FacetCountsSchema) { IsNullable = true }, "How frequent values are, for each that was asked for; on the first page, else null.").Required(),
            new Member("index", new ObjectSchema(
                new Member("complete", Schema.Boolean, "False.").Required(),
                new Member("indexed", Schema.Integer(0), "How many samples can be found; with `as_admin`."),
                new Member("of", Schema.Integer(0), "How many there are; with `as_admin`."))
            { IsNullable = true }, "While an old database is being indexed, and not all can be found; else null.").Required())
        {
            Name = "FoundSamples",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            new("Every parameter is of its type, and `cursor` is the `next` of a call with the same other parameters",
                Illegal("{path} must be one of: {choices}"), Illegal("{path} must have exactly one of: all, any, not, same_node, on"),
                Illegal("cursor is not valid here"), Illegal("cursor belongs to a call with other arguments")),
            AsAdmin("read", "find_samples"),
            new("`scope` `all` is asked for in administration mode", Illegal("scope all needs as_admin")),
            new("`scope` `mine` and `shared` are asked for with a token", Error(ErrorKind.Unauthorized, "Anonymous users have no samples of their own")),
            new("`withdrawn` is asked for with `scope` `mine` or `all`", Illegal("withdrawn needs scope mine or all")),
            new("An index serves the filter, unless `scope` is `mine` or `shared`", Illegal("filter has no condition that an index serves; add one, or take scope mine or shared")),
            new("The caller may read the workspaces that conditions name",
                Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"), Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"),
                Error(ErrorKind.Unauthorized, "User {user} cannot read workspace {workspace}"), Error(ErrorKind.Unauthorized, "Anonymous users cannot read workspace {workspace}")),
            new("Ontologies and terms that conditions name are known",
                Illegal("{path}: ontology {ontology} is not known"), Illegal("{path}: term {term} is not known"), Illegal("{path}: term {term} has more than 1000 descendants")),
            new("In the order asked for, few enough candidates match", Illegal("sort by {by} needs a narrower filter")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"filter": {"on": "name", "prefix": "soil"}}""",
                """{"samples": [{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 2, "name": "soil core, dried", "owner": "alice", "saved_by": "alice", "save_date": 1795304624813, "created": 1795304624739, "level": "owner", "public_read": 0, "acl_version": 4, "nodes": 2}], "next": null, "examined": null, "count": null, "facets": null, "index": null}"""),
        ],
        Notes = "A call sees every write that was acknowledged before it began. Pages of one walk are different moments; sorted by `created`, a sample that could be read and matched "
            + "throughout is given exactly once.",
    };
}
