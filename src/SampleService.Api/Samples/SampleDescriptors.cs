using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that save and read samples.</summary>
internal static class SampleDescriptors
{
    public const string Group = "samples";

    public static readonly Member Sample = new Member("sample", SampleSchemas.NewSample, "The sample.").Required();

    public static readonly Member PriorVersion = new(
        "prior_version", Schema.Integer(1) with { IsNullable = true },
        "Saves only if the newest version is this one: of two callers who change the same version one is refused.");

    public static readonly Member Samples = new Member(
        "samples", new ArraySchema(new ObjectSchema(Params.Id.Required(), Params.OptionalVersion)) { Min = 1 }, "The versions that are wanted.").Required();

    public static readonly MethodDescriptor CreateSample = new("SampleService.create_sample", Group, "Saves a new sample, or a new version of one")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "write")] },
        Parameters = new(Sample, PriorVersion, Params.AsAdmin, Params.AsUser),
        Result = new ObjectSchema(
            new Member("id", Schema.Uuid, "The sample.").Required(),
            new Member("version", Schema.Integer(1), "The version that was made.").Required())
        { Name = "SampleAddress" },
        Checks =
        [
            RequiredToken, KnownMembers, NotNull,
            new("`sample` is an object", Illegal("params must contain sample key that maps to a structure")),
            SampleChecks.IsTree,
            new("`name` is a string, null or absent", Illegal("sample name must be omitted or a string")),
            .. SampleChecks.Nodes,
            new("`sample.id`, if there is one, is a UUID", Illegal("sample.id {value} must be a UUID string")),
            new("`prior_version`, unless absent or null, is an integer", Illegal("prior_version must be an integer if supplied")),
            new("New sample: there is no `prior_version` (strict)", Illegal("prior_version needs sample.id, the sample that gets a new version")),
            .. SampleChecks.Tree,
            AsUser, AsAdmin("full", "create_sample", withAsUser: true),
            new("Controlled metadata passes the validators of its keys",
                Error(ErrorKind.MetadataValidation, "Node at index {i}: No validator available for metadata key {key}"),
                Error(ErrorKind.MetadataValidation, "Node at index {i}: Key {key}: {message}"),
                Error(ErrorKind.MetadataValidation, "Node at index {i}: Prefix validator {prefix}, key {key}: {message}")),
            new("New version: `prior_version` is at least 1", Illegal("Prior version must be > 0")),
            Writable with { Condition = "New version: the caller may write to the sample, which exists" },
            new("New version: the newest version is `prior_version`",
                Error(ErrorKind.ConcurrencyViolation, "Version required for sample {id} is {prior_version}, but current version is {current}")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"sample": {"name": "soil core", "node_tree": [{"id": "core-1", "type": "BioReplicate", "meta_user": {"depth": {"value": 2.5, "units": "m"}}}, {"id": "part-1", "type": "SubSample", "parent": "core-1"}]}}""",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1}""") { Title = "a new sample" },
            new(
                "alice",
                """{"sample": {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "name": "soil core, dried", "node_tree": [{"id": "core-1", "type": "BioReplicate"}, {"id": "part-1", "type": "SubSample", "parent": "core-1"}]}, "prior_version": 1}""",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 2}""") { Title = "a new version, unless somebody else was faster" },
            new(
                "alice",
                """{"sample": {"name": "lake water", "node_tree": [{"id": "bottle-1", "type": "BioReplicate", "meta_controlled": {"depth": {"value": 12, "units": "m"}}}]}}""",
                """{"id": "01a2008e-2b41-7c22-9d10-5f0e8a3c7b11", "version": 1}""")
            {
                Title = "metadata under keys that are agreed on",
                Needs = MetadataDescriptors.ExampleConfiguration,
            },
        ],
        Notes = "Version 1 makes the caller the owner. A new version replaces the whole tree, keeps owner and ACLs, and has the number of "
            + "the newest plus one. Versions are never changed and never deleted. Validators run before the caller's rights are looked at.",
    };

    public static readonly MethodDescriptor GetSample = new("SampleService.get_sample", Group, "Reads a version of a sample")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Params.Id.Required(), Params.OptionalVersion, Params.AsAdmin),
        Result = SampleSchemas.Sample,
        Checks =
        [
            OptionalToken, KnownMembers, Id(), OptionalVersion, AsAdmin("read", "get_sample"), Readable, VersionExists,
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1}""",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "user": "alice", "name": "soil core", "node_tree": [{"id": "core-1", "type": "BioReplicate", "parent": null, "meta_controlled": {}, "meta_user": {"depth": {"value": 2.5, "units": "m"}}, "source_meta": []}, {"id": "part-1", "type": "SubSample", "parent": "core-1", "meta_controlled": {}, "meta_user": {}, "source_meta": []}], "save_date": 1795304624739, "version": 1}"""),
        ],
        Notes = "Metadata comes back with its keys in the order sent. `Compatibility:NumberForm` chooses the form of numbers.",
    };

    public static readonly MethodDescriptor GetSamples = new("SampleService.get_samples", Group, "Reads versions of many samples")
    {
        Rights = new(TokenRequirement.Optional)
        {
            Administration = AdministrationNeed.Read,
            AdministratedAs = "get_sample",
            Needs = [new("sample", "read")],
        },
        Parameters = new(Samples, Params.AsAdmin),
        Result = new ArraySchema(SampleSchemas.Sample) { Description = "In the order asked for." },
        Checks =
        [
            OptionalToken, KnownMembers, NotNull,
            new("`samples` is a list that is not empty",
                Plain("Missing or incorrect \"samples\" field - must provide a list of samples to retrieve."),
                Plain("Cannot provide empty list of samples - must provide at least one sample to retrieve.")),
            Id() with { Condition = "Each item: `id` is a UUID" },
            OptionalVersion with { Condition = "Each item: `version`, unless absent or null, is an integer from 1 on" },
            AsAdmin("read", "get_sample"),
            Readable with { Condition = "Each item: the caller may read the sample, which exists" },
            VersionExists with { Condition = "Each item: the version exists" },
            new("The answer is not too large", Illegal("The answer would have more than {n} bytes; ask for fewer samples at a time")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"samples": [{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}]}""",
                """[{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "user": "alice", "name": "soil core, dried", "node_tree": [{"id": "core-1", "type": "BioReplicate", "parent": null, "meta_controlled": {}, "meta_user": {}, "source_meta": []}, {"id": "part-1", "type": "SubSample", "parent": "core-1", "meta_controlled": {}, "meta_user": {}, "source_meta": []}], "save_date": 1795304624813, "version": 2}]"""),
        ],
        Notes = "One item that fails makes the call fail.",
    };
}
