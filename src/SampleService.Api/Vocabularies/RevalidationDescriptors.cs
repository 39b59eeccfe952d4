using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>What a vocabulary says of stored samples.</summary>
internal static class RevalidationDescriptors
{
    /// <summary>The most samples on a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>The most samples that are named.</summary>
    public const int MaxSamples = 1000;

    private static readonly ArraySchema Findings = new(MetadataDescriptors.FindingSchema);

    private static readonly ObjectSchema Report = new(
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("version", Schema.Integer(1), "The version that was validated.").Required(),
        new Member("vocabulary", Schema.Text() with { IsNullable = true }, "The vocabulary that it was validated with when it was saved; null if that is not known.").Required(),
        new Member("findings", Findings, "What `vocabulary` finds; with `compare_with` what that one does not find.").Required(),
        new Member("gone", Findings, "What only `compare_with` finds.").Required())
    {
        Name = "RevalidationReport",
    };

    public static readonly Member Vocabulary = new(
        "vocabulary", Schema.Text() with { IsNullable = true }, "The vocabulary to validate with; the current one when absent or null.");

    public static readonly Member Samples = new(
        "samples", new ArraySchema(new ObjectSchema(Params.Id.Required(), Params.OptionalVersion)) { Min = 1, Max = MaxSamples, IsNullable = true },
        "The samples; without a version the newest. In their place `scope` and `filter` may say which.");

    public static readonly Member Scope = new(
        "scope", Schema.OneOf("mine", "shared", "public", "readable", "all") with { IsNullable = true },
        "Whose samples, as `find_samples` has it; `mine` when absent or null. `all` needs `as_admin`.");

    public static readonly Member Filter = FindDescriptors.Filter;

    public static readonly Member CompareWith = new(
        "compare_with", Schema.Text() with { IsNullable = true }, "Another vocabulary: only what differs between its findings and those of `vocabulary` is reported.");

    public static readonly Member Limit = Pages.Limit with { Description = "How many samples a page has at most: 1 to 500; 100 when absent or null." };

    public static readonly MethodDescriptor RevalidateSamples = new(
        "SampleService.revalidate_samples", "metadata", "Tells what a vocabulary says of stored samples, and changes nothing")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Vocabulary, Samples, Scope, Filter, CompareWith, Limit, Pages.Cursor, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("reports", new ArraySchema(Report), "The samples of which there is something to say.").Required(),
            new Member("checked", Schema.Integer(0), "How many samples of this page were validated.").Required(),
            new Member("failed", Schema.Integer(0), "How many of them have `findings`.").Required(),
            new Member("by_key", new MapSchema(Schema.Integer(1)), "By metadata key, how many `findings` this page has.").Required(),
            new Member("next", Schema.Text() with { IsNullable = true }, "The cursor of the next page; null: that was all. A page may be short or empty and have a next one.").Required(),
            new Member("examined", Schema.Integer(0) with { IsNullable = true }, "How many candidates were looked at; null without `as_admin`.").Required())
        {
            Name = "Revalidation",
        },
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers,
            new("`vocabulary`, unless absent or null, is a string", Illegal("vocabulary must be a string")),
            new("`samples`, unless absent or null, is a list of 1 to 1000 structures",
                Illegal("samples must be a list"), Illegal("samples must have 1 to 1000 items"), Illegal("samples[{index}] must be a structure")),
            new("Each `id` is a UUID", Missing("samples[{index}].id"), Illegal("samples[{index}].id {value} must be a UUID string")),
            new("Each `version`, unless absent or null, is an integer from 1 on", Illegal("Illegal version argument: {value}")),
            StrictChecks.Choice("scope", "mine", "shared", "public", "readable", "all"),
            new("`filter` is one", Illegal("{path} must have exactly one of: all, any, not, same_node, on")),
            new("`samples` stands alone", Illegal("samples goes with neither scope nor filter")),
            new("`compare_with`, unless absent or null, is a string", Illegal("compare_with must be a string")),
            new("`limit`, unless absent or null, is an integer from 1 to 500", Illegal("limit must be an integer from 1 to 500")),
            StrictChecks.Cursor, StrictChecks.Flag("as_admin"), AsAdmin("read", "revalidate_samples"),
            new("The deployment ran with the vocabularies, and can build their validators",
                Error(ErrorKind.NoSuchVocabulary, "{vocabulary}"), Error(ErrorKind.ValidatorUnavailable, "Vocabulary {vocabulary} cannot be used here: {reason}")),
            Readable with { Condition = "Of `samples`: the caller may read each" },
            VersionExists with { Condition = "Of `samples`: each version exists" },
            new("`scope` `all` is asked for in administration mode", Illegal("scope all needs as_admin")),
            new("An index serves the filter, unless `scope` is `mine` or `shared`", Illegal("filter has no condition that an index serves; add one, or take scope mine or shared")),
            new("The caller may read the workspaces that conditions name",
                Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"), Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"),
                Error(ErrorKind.Unauthorized, "User {user} cannot read workspace {workspace}")),
            new("Ontologies and terms that conditions name are known",
                Illegal("{path}: ontology {ontology} is not known"), Illegal("{path}: term {term} is not known"), Illegal("{path}: term {term} has more than 1000 descendants")),
            new("Services that validators ask can be asked", Error(ErrorKind.ValidatorUnavailable, "{reason}")),
            new("What is found in one sample is not too much", Illegal("The answer would have more than {n} bytes; ask for fewer samples at a time")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"samples": [{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}]}""",
                """{"reports": [], "checked": 1, "failed": 0, "by_key": {}, "next": null, "examined": null}"""),
        ],
        Notes = "A whole deployment is done by walking the pages: the cursor is the progress, and two runs over unchanged samples report the same. [docs/vocabularies.md](../vocabularies.md) has a walk through.",
    };
}
