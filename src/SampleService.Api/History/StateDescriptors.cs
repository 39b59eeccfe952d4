using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Samples as of one moment.</summary>
internal static class StateDescriptors
{
    public static readonly string[] Parts = ["sample", "acls", "links", "relations", "identifiers"];

    private static readonly ObjectSchema SampleState = new(
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("error", Schema.Any, "Null; or why there is nothing to be had, as `code`, `type` and `message`, and then the rest is null.").Required(),
        new Member("version", Schema.Integer(1) with { IsNullable = true }, "The version that is shown.").Required(),
        new Member("versions", Schema.Integer(1) with { IsNullable = true }, "How many there were.").Required(),
        new Member("owner", HistorySchemas.NullableText, "Who owned it. Of the past only for those who may administrate it, else null.").Required(),
        new Member("acl_version", Schema.Integer(1) with { IsNullable = true }, "Grows by one with every change of the ACLs; null if it is not known any more.").Required(),
        new Member("acls_recorded_since", HistorySchemas.NullableTime, "From when on changes of the ACLs are kept; null if they are not yet.").Required(),
        new Member("sample", Schema.Any, "The version as `get_sample` gives it; null unless asked for.").Required(),
        new Member("acls", Schema.Any, "The ACLs as `get_sample_acls` gives them; null unless asked for. Of the past only for those who may administrate it, and not from before `acls_recorded_since`, else null.").Required(),
        new Member("links", new ArraySchema(LinkSchemas.Link) { IsNullable = true }, "The links of the version that were active, from workspaces that the caller can read; null unless asked for.").Required(),
        new Member("relations", new ArraySchema(RelationSchemas.Relation) { IsNullable = true }, "Its relations to other samples; null unless asked for.").Required(),
        new Member("identifiers", new ArraySchema(IdentifierSchemas.Identifier) { IsNullable = true }, "Its identifiers; null unless asked for.").Required(),
        new Member("tombstone", Schema.Any, "How it was withdrawn; null if it was not.").Required())
    {
        Name = "SampleState",
    };

    public static readonly Member Samples = new Member(
        "samples", new ArraySchema(new ObjectSchema(Params.Id.Required(), Params.OptionalVersion)) { Min = 1, Max = 1000 }, "The samples; without a version the newest of then.").Required();

    public static readonly Member Include = new(
        "include", new ArraySchema(Schema.OneOf(Parts)) { Max = 5, IsNullable = true }, "What is wanted of each; `[\"sample\"]` when absent or null.");

    public static readonly Member Withdrawn = new(
        "withdrawn", Schema.Boolean with { IsNullable = true }, "Whether withdrawn samples are shown to those who may restore them.");

    public static readonly MethodDescriptor GetState = new("SampleService.get_state", HistoryDescriptors.Group, "Reads many samples with all around them, as of one moment")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read },
        Parameters = new(Samples, HistorySchemas.At, Include, Withdrawn, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            HistorySchemas.Moment, HistorySchemas.Settled,
            new Member("samples", new ArraySchema(SampleState), "The samples, in the order asked for.").Required())
        {
            Name = "SampleStates",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            new("`samples` is a list of 1 to 1000 structures", Missing("samples"), Illegal("samples must be a list"), Illegal("samples must have 1 to 1000 items"), Illegal("samples[{index}] must be a structure")),
            new("Each `id` is a UUID", Missing("samples[{index}].id"), Illegal("samples[{index}].id {value} must be a UUID string")),
            new("Each `version`, unless absent or null, is an integer from 1 on", Illegal("Illegal version argument: {value}")),
            StrictChecks.Time("at"), StrictChecks.Choices("include", 0, 5, Parts), StrictChecks.Flag("withdrawn"), StrictChecks.Flag("as_admin"),
            AsAdmin("read", "get_state"), StrictChecks.KnownToWorkspaces,
            new("In the place of each sample: the caller may read it now",
                Error(ErrorKind.NoSuchSample, "{id}"), Error(ErrorKind.Unauthorized, "User {user} cannot read sample {id}"), Error(ErrorKind.Unauthorized, "Anonymous users cannot read sample {id}")),
            new("In the place of each sample: it existed then", Error(ErrorKind.NoSuchSample, "{id} at {at}")),
            new("In the place of each sample: the version existed then", Error(ErrorKind.NoSuchSampleVersion, "{id} ver {version}")),
            new("In the place of each sample: neither is withdrawn now",
                Error(ErrorKind.SampleWithdrawn, "{id} was withdrawn by {by} at {at}: {reason}"), Error(ErrorKind.SampleWithdrawn, "{id} ver {version} was withdrawn by {by} at {at}: {reason}")),
            new("All have at most 10 000 links together", Illegal("samples have more than 10000 links: ask for fewer, or use find_links")),
            new("The answer is not too large", Illegal("The answer would have more than {n} bytes; ask for fewer samples at a time")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"samples": [{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}, {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 9}], "include": ["acls", "relations"]}""",
                """{"at": 1795304625100, "settled": false, "samples": [{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "error": null, "version": 2, "versions": 2, "owner": "alice", "acl_version": 4, "acls_recorded_since": 1795304624739, "sample": null, "acls": {"owner": "alice", "admin": [], "write": [], "read": ["bob"], "public_read": 0}, "links": null, "relations": [], "identifiers": null, "tombstone": null}, {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "error": {"code": 50020, "type": "No such sample version", "message": "Sample service error code 50020 No such sample version: 01a2008e-1fe0-754b-a18a-a90e9734fdff ver 9"}, "version": null, "versions": null, "owner": null, "acl_version": null, "acls_recorded_since": null, "sample": null, "acls": null, "links": null, "relations": null, "identifiers": null, "tombstone": null}]}"""),
        ],
        Notes = "All of it is from one snapshot of the database. The state of a moment: the newest version saved until then, the ACLs after the last change until then, the links, relations and "
            + "identifiers that were active. Rights, and which workspaces can be read, are always the present ones. What is wrong with one sample is told in its place.",
    };
}
