using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The vocabularies that the deployment ran with.</summary>
internal static class VocabularyDescriptors
{
    private static readonly ObjectSchema VocabularySchema = new(
        new Member("vocabulary", Schema.Text(), "Its id: the first 16 hexadecimal digits of the SHA-256 of the configuration, as canonical JSON.").Required(),
        new Member("label", Schema.Text() with { IsNullable = true }, "What the operator calls it.").Required(),
        new Member("first_used", Schema.Integer(), "When a process ran with it first, in milliseconds since 1970.").Required(),
        new Member("current", Schema.Boolean, "Whether the process that answers runs with it.").Required(),
        new Member("accepted", Schema.Boolean, "Whether `create_sample` in `apply` takes it as `vocabulary`.").Required(),
        new Member("keys", Schema.Integer(0), "How many metadata keys it has.").Required(),
        new Member("prefixes", Schema.Integer(0), "How many prefixes of keys it has.").Required())
    {
        Name = "Vocabulary",
    };

    public static readonly MethodDescriptor ListVocabularies = new(
        "SampleService.list_vocabularies", "metadata", "Lists the vocabularies that the deployment ever ran with")
    {
        Rights = new(TokenRequirement.None),
        Parameters = new ObjectSchema(),
        IsArgumentOptional = true,
        Result = new ObjectSchema(
            new Member("vocabularies", new ArraySchema(VocabularySchema), "The newest first; the newest 1000 if there are more.").Required())
        {
            Name = "Vocabularies",
        },
        Checks = [StrictChecks.KnownMembers with { Condition = "No member: there is none that is known" }],
        Examples =
        [
            new(
                null, null,
                """{"vocabularies": [{"vocabulary": "5ab34e0c19d2f7a1", "label": null, "first_used": 1795304611020, "current": true, "accepted": true, "keys": 1, "prefixes": 1}]}""")
            {
                Needs = MetadataDescriptors.ExampleConfiguration,
            },
        ],
        Notes = "A *vocabulary* is a configuration of validators. The same configuration has the same id everywhere. [docs/vocabularies.md](../vocabularies.md) says what they are for.",
    };
}
