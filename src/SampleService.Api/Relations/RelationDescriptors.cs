using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>What samples were made of.</summary>
internal static class RelationDescriptors
{
    private const string Group = "relations";

    public static readonly Member Type = new Member("type", RelationSchemas.Type, "What is said of `from`: that it is derived from, an aliquot of, ... `to`.").Required();

    public static readonly Member From = new Member("from", EndOf(OperationMembers.Sample), "The sample that something is said of. The caller writes to it.").Required();

    public static readonly Member To = new Member("to", EndOf(OperationMembers.Sample), "The other sample. The caller reads it; it is not changed.").Required();

    public static readonly Member Relation = new Member("relation", Schema.Uuid, "The relation.").Required();

    private static readonly MethodCheck Content = new(
        "Versions and nodes exist",
        Error(ErrorKind.NoSuchSampleVersion, "{id} ver {version}"), Error(ErrorKind.NoSuchSampleNode, "{id} ver {version} {node}"));

    public static readonly MethodDescriptor Add = new("SampleService.add_relation", Group, "Relates a sample to another one that it comes from, or is")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "write")] },
        Parameters = new(
        [
            Type, From with { Schema = EndOf(Params.Id.Required()) }, To with { Schema = EndOf(Params.Id.Required()) }, OperationMembers.IfVersion,
            OperationMembers.IfAclVersion, .. OperationKind.MethodMembers,
        ]),
        Result = RelationSchemas.Relation,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers,
            new($"`type` is one of: {string.Join(", ", RelationTypes.Names.ToArray())}", Missing("type"), Illegal($"type must be one of: {string.Join(", ", RelationTypes.Names.ToArray())}")),
            EndIs("from"), EndIs("to"), .. OperationChecks.SampleConditions, .. OperationChecks.OfMethod("add_relation"),
            new("They are two samples", Illegal("from and to are the same sample")),
            Writable with { Condition = "The caller may write to `from`" }, Readable with { Condition = "The caller may read `to`" }, Content,
            new("Nothing of it is withdrawn",
                Error(ErrorKind.SampleWithdrawn, "{id} was withdrawn by {by} at {at}: {reason}"), Error(ErrorKind.SampleWithdrawn, "{id} ver {version} was withdrawn by {by} at {at}: {reason}")),
            .. OperationChecks.SampleConditionsHold,
            new("Unless the same is said already, at most 1000 relations start from a sample", Error(ErrorKind.RelationNotPossible, "More than 1000 relations from sample {id}")),
            new("Over the types without circles together, `from` is no ancestor of `to`", Error(ErrorKind.RelationNotPossible, "{from} {type} {to} would close a circle")),
            new("The look for it ends", Error(ErrorKind.RelationNotPossible, "{to} has more than 100000 ancestors")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"type": "aliquot_of", "from": {"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"}, "to": {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "core-1"}}""",
                """{"relation": "5d11c7a0-3b52-4f4e-9a76-0c8a5e5b9d10", "type": "aliquot_of", "from": {"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": null, "node": null}, "to": {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "core-1"}, "created": 1795304625480, "createdby": "alice", "ended": null, "endedby": null}"""),
            new(
                "alice",
                """{"type": "related_to", "from": {"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"}, "to": {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}}""",
                """{"relation": "7be2f0c4-90a1-4d7d-8f0e-2d7f6a4b8c21", "type": "related_to", "from": {"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": null, "node": null}, "to": {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": null, "node": null}, "created": 1795304625491, "createdby": "alice", "ended": null, "endedby": null}"""),
        ],
        Notes = "If the same is said already, by an active relation, nothing is changed, and that relation is the result. Relations are seen by those who may read `from`; `same_as` and `related_to`, "
            + "which say the same of both, by those who may read either.",
    };

    public static readonly MethodDescriptor End = new("SampleService.end_relation", Group, "Ends a relation between samples")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full, Needs = [new("sample", "write")] },
        Parameters = new([Relation, .. OperationKind.MethodMembers]),
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id("relation"), .. OperationChecks.OfMethod("end_relation"),
            new("It is active, and the caller may read `from`", Error(ErrorKind.NoSuchRelation, "{relation}")),
            new("The caller may write to `from`", Error(ErrorKind.Unauthorized, "User {user} cannot write to sample {id}")),
            new("`from` is not withdrawn", Error(ErrorKind.SampleWithdrawn, "{id} was withdrawn by {by} at {at}: {reason}")),
        ],
        Examples =
        [
            new("alice", """{"relation": "7be2f0c4-90a1-4d7d-8f0e-2d7f6a4b8c21"}""", null),
        ],
        Notes = "Relations that say the same of both samples are ended by those who may write to either.",
    };

    private static ObjectSchema EndOf(Member id) => new(
        id,
        new Member("version", Schema.Integer(1) with { IsNullable = true }, "A version of it; absent or null: the sample as such, or, with a node, the version that the operation saved by which it is named."),
        new Member("node", Schema.Text(ContractText.MaxNameLength) with { IsNullable = true }, "A node of that version; absent or null: all of it."));

    private static MethodCheck EndIs(string name) => new(
        $"`{name}` has an `id`, and may have a `version` and a `node` of it",
        Missing(name), Illegal($"{name} must be a structure"), Missing($"{name}.id"), Illegal($"{name}.id {{value}} must be a UUID string"),
        Illegal("Illegal version argument: {value}"), Illegal($"{name}.node must be a string"), Missing($"{name}.node"),
        Illegal($"{name}.node contains control characters"), Illegal($"{name}.node exceeds maximum length of 256"), Illegal($"{name}.node needs {name}.version"));
}
