using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Names that samples have elsewhere.</summary>
internal static class IdentifierDescriptors
{
    private const string Group = "identifiers";

    public static readonly Member Node = new(
        "node", Schema.Text(ContractText.MaxNameLength) with { IsNullable = true }, "The node of the newest version that has it; absent or null: the sample itself.");

    public static readonly Member Identifiers = new Member(
        "identifiers", new ArraySchema(new ObjectSchema(IdentifierSchemas.Namespace, IdentifierSchemas.Value)) { Min = 1, Max = 1000 }, "The identifiers.").Required();

    public static readonly Member Include = StateDescriptors.Include with { Description = "What is wanted of each sample; absent or null: nothing." };

    private static readonly ObjectSchema Resolved = new(
        IdentifierSchemas.Namespace,
        IdentifierSchemas.Value with { Description = "The value, in the form in which it is kept." },
        new Member("id", Schema.Uuid with { IsNullable = true }, "The sample; null if none has it, or none that the caller may read.").Required(),
        new Member("node", HistorySchemas.NullableText, "The node; null for the sample itself.").Required(),
        new Member("version", Schema.Integer(1) with { IsNullable = true }, "The newest version of the sample.").Required(),
        new Member("withdrawn", Schema.Boolean with { IsNullable = true }, "Whether the sample is withdrawn.").Required(),
        new Member("state", Schema.Any, "What `get_state` gives of the sample; null without `include`.").Required())
    {
        Name = "ResolvedIdentifier",
    };

    private static readonly MethodCheck Namespaces = new(
        "`namespace` is one, and `value` of one of its forms",
        Missing("namespace"), Illegal("namespace must be a string"), Illegal("{namespace} is not a namespace"), Missing("value"),
        Illegal("value must be a string"), Illegal("value contains control characters"), Illegal("value exceeds maximum length of 256"),
        Illegal("{value} is not a valid {namespace} identifier"));

    public static readonly MethodDescriptor Add = new("SampleService.add_identifier", Group, "Gives an identifier to a sample or a node of it")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "write")] },
        Parameters = new(
        [
            Params.Id.Required(), Node, IdentifierSchemas.Namespace, IdentifierSchemas.Value, OperationMembers.IfVersion, OperationMembers.IfAclVersion,
            .. OperationKind.MethodMembers,
        ]),
        Result = IdentifierSchemas.Identifier,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, Id(), OperationChecks.Text("node"), Namespaces, .. OperationChecks.SampleConditions,
            .. OperationChecks.OfMethod("add_identifier"), Writable,
            new("`~user` is the namespace of that user, `@group` one of the members of the group", Error(ErrorKind.Unauthorized, "User {user} cannot use namespace {namespace}")),
            OperationChecks.SamplePresent,
            new("The newest version has the node", Error(ErrorKind.NoSuchSampleNode, "{id} ver {version} {node}")),
            new("No other sample or node has it; whose it is, is not told", Error(ErrorKind.IdentifierInUse, "{namespace}:{value}")),
            .. OperationChecks.SampleConditionsHold,
            new("The sample has fewer than 100, unless it has this one", Illegal("Sample {id} has 100 identifiers already")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "namespace": "igsn", "value": "igsn:IEAWH0301"}""",
                """{"namespace": "igsn", "value": "10.58052/IEAWH0301", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "node": null, "added": 1795304625460, "addedby": "alice", "removed": null, "removedby": null}"""),
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "node": "core-1", "namespace": "~alice", "value": "shelf 3, box 12"}""",
                """{"namespace": "~alice", "value": "shelf 3, box 12", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "node": "core-1", "added": 1795304625471, "addedby": "alice", "removed": null, "removedby": null}""")
            {
                Title = "a name of one's own for a node",
            },
        ],
        Notes = "A sample or node that has it already keeps it: that is the result. In a namespace a value belongs to one sample or node at most, withdrawn samples included.",
    };

    public static readonly MethodDescriptor Resolve = new("SampleService.resolve_identifiers", Group, "Finds samples by identifiers")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read },
        Parameters = new(Identifiers, Include, Params.StrictAsAdmin),
        Result = new ObjectSchema(new Member("resolved", new ArraySchema(Resolved), "The identifiers, in the order asked for.").Required()),
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            new("`identifiers` is a list of 1 to 1000 structures",
                Missing("identifiers"), Illegal("identifiers must be a list"), Illegal("identifiers must have 1 to 1000 items"), Illegal("identifiers[{index}] must be a structure")),
            new("Each `namespace` is one, and each `value` of one of its forms",
                Missing("identifiers[{index}].namespace"), Illegal("identifiers[{index}].namespace must be a string"),
                Illegal("{namespace} is not a namespace"), Missing("identifiers[{index}].value"),
                Illegal("identifiers[{index}].value must be a string"), Illegal("{value} is not a valid {namespace} identifier")),
            StrictChecks.Choices("include", 0, 5, StateDescriptors.Parts), StrictChecks.Flag("as_admin"), AsAdmin("read", "resolve_identifiers"),
            StrictChecks.KnownToWorkspaces,
            new("All have at most 10 000 links together", Illegal("samples have more than 10000 links: ask for fewer, or use find_links")),
            new("The answer is not too large", Illegal("The answer would have more than {n} bytes; ask for fewer samples at a time")),
        ],
        Examples =
        [
            new(
                "bob",
                """{"identifiers": [{"namespace": "igsn", "value": "https://igsn.org/IEAWH0301"}, {"namespace": "igsn", "value": "IEAWH0302"}]}""",
                """{"resolved": [{"namespace": "igsn", "value": "10.58052/IEAWH0301", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "node": null, "version": 2, "withdrawn": false, "state": null}, {"namespace": "igsn", "value": "10.58052/IEAWH0302", "id": null, "node": null, "version": null, "withdrawn": null, "state": null}]}"""),
        ],
        Notes = "An identifier that no sample has, and one of a sample that the caller may not read, are told alike. All is from one snapshot of the database.",
    };

    public static readonly MethodDescriptor Remove = new("SampleService.remove_identifier", Group, "Takes an identifier from the sample that has it")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "write")] },
        Parameters = new([IdentifierSchemas.Namespace, IdentifierSchemas.Value, .. OperationKind.MethodMembers]),
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, Namespaces, .. OperationChecks.OfMethod("remove_identifier"),
            new("It is active, and on a sample that the caller may write to", Error(ErrorKind.NoSuchIdentifier, "{namespace}:{value}")),
            OperationChecks.SamplePresent,
        ],
        Examples =
        [
            new("alice", """{"namespace": "~alice", "value": "shelf 3, box 12"}""", null),
        ],
        Notes = "It may be added again then, to any sample; the history of both shows what was.",
    };
}
