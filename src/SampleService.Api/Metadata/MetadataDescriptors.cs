using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods about metadata keys and their validators.</summary>
internal static class MetadataDescriptors
{
    /// <summary>What examples with controlled metadata need.</summary>
    public const string ExampleConfiguration = "the configuration of [docs/validators.md](../validators.md)";

    private const string Group = "metadata";

    public static readonly ObjectSchema FindingSchema = new(
        new Member("message", Schema.Text(), "What is wrong.").Required(),
        new Member("dev_message", Schema.Text(), "The same, for programs that show it to whoever configures validators.").Required(),
        new Member("key", Schema.Text(), "The metadata key.").Required(),
        new Member("subkey", Schema.Text() with { IsNullable = true }, "The key of the value, where one is at fault.").Required(),
        new Member("node", Schema.Text(), "The node.").Required(),
        new Member("sample_name", Schema.Text() with { IsNullable = true }, "The name of the sample.").Required())
    {
        Name = "MetadataFinding",
    };

    public static readonly Member Keys = new Member("keys", new ArraySchema(Schema.Text()), "The keys.").Required();

    public static readonly Member Prefix = new(
        "prefix", Schema.Integer(0, 2) with { IsNullable = true },
        "0 or absent: keys. 1: the prefixes that are named. 2: all prefixes that the keys begin with, shortest first.");

    public static readonly Member Samples = new Member(
        "samples", new ArraySchema(SampleSchemas.NewSample) { Min = 1 }, "The samples, each with a name.").Required();

    public static readonly MethodDescriptor GetStaticMetadata = new(
        "SampleService.get_metadata_key_static_metadata", Group, "Tells what the deployment says of metadata keys")
    {
        Rights = new(TokenRequirement.None),
        Parameters = new(Keys, Prefix),
        Result = new ObjectSchema(
            new Member("static_metadata", new MapSchema(new MapSchema(Schema.Any)), "By key, `key_metadata` of the configuration.").Required()),
        Checks =
        [
            KnownMembers, NotNull,
            new("`keys` is a list of strings", Illegal("keys must be a list"), Illegal("index {i} of keys is not a string")),
            new("`prefix` is one of its values", Illegal("Unexpected value for prefix: {value}")),
            new("Each key is known",
                Illegal("No such metadata key: {key}"), Illegal("No such prefix metadata key: {key}"), Illegal("No prefix metadata keys matching key {key}")),
        ],
        Examples =
        [
            new(null, """{"keys": ["depth"]}""", """{"static_metadata": {"depth": {"description": "depth below the surface", "units": "m"}}}""") { Needs = ExampleConfiguration },
        ],
    };

    public static readonly MethodDescriptor ValidateSamples = new(
        "SampleService.validate_samples", Group, "Checks samples as saving does, and lists all findings of validators, without saving")
    {
        Rights = new(TokenRequirement.Required),
        Parameters = new(Samples),
        Result = new ObjectSchema(
            new Member("errors", new ArraySchema(FindingSchema), "The findings; none when all is well.").Required()),
        Checks =
        [
            RequiredToken, KnownMembers, NotNull,
            new("`samples` is a list that is not empty", Illegal("params must contain list of `samples`")),
            SampleChecks.IsTree with { Condition = "Each sample: `node_tree` is a list" },
            new("... its name is a string that is not empty", Illegal("sample name must be included as non-empty string")),
            .. SampleChecks.Nodes, .. SampleChecks.Tree,
        ],
        Examples =
        [
            new(
                "alice",
                """{"samples": [{"name": "soil core", "node_tree": [{"id": "core-1", "type": "BioReplicate", "meta_controlled": {"depth": {"value": -1, "units": "m"}}}]}]}""",
                """{"errors": [{"message": "Validation failed: \"Metadata value at key value is not within the range (0, inf)\"", "dev_message": "Key depth: Metadata value at key value is not within the range (0, inf)", "key": "depth", "subkey": "value", "node": "core-1", "sample_name": "soil core"}]}""") { Needs = ExampleConfiguration },
        ],
        Notes = "Only what validators find is listed; any other fault ends the call. Ids, rights and `prior_version` play no part.",
    };
}
