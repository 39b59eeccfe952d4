using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Many writes at once.</summary>
internal static class ApplyDescriptors
{
    public const string Group = "writing";

    public static readonly Member Operations = new Member(
        "operations", new ArraySchema(new UnionSchema([.. OperationTable.All.Select(static kind => kind.Schema)])) { Min = 1, Max = 1000 },
        "The operations, in the order in which they take effect; each sees what those before it did.").Required();

    public static readonly Member Atomic = new(
        "atomic", Schema.Boolean with { IsNullable = true }, "Whether all are done or none; true when absent or null. False: one that fails leaves the others alone.");

    public static readonly Member ValidateOnly = new(
        "validate_only", Schema.Boolean with { IsNullable = true }, "Whether all checks are made and nothing is stored.");

    private static readonly ObjectSchema ItemResult = new(
        new Member("ok", Schema.Boolean with { IsNullable = true }, "Whether it is done; or, where nothing is, whether it would have been. Null: it was not tried, since one before it failed.").Required(),
        new Member("result", Schema.Any, "What the method of the operation gives; null if that is nothing, or if nothing is done.").Required(),
        new Member("error", Schema.Any, "Why it failed, as `code`, `type` and `message`; else null.").Required())
    {
        Name = "OperationResult",
    };

    public static readonly MethodDescriptor Apply = new("SampleService.apply", Group, "Does up to 1000 writes of any kind in one transaction")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full },
        Parameters = new(Operations, Atomic, OperationMembers.RequestId, ValidateOnly, Params.StrictAsAdmin, Params.AsUser),
        Result = new ObjectSchema(
            new Member("applied", Schema.Boolean, "Whether anything is stored.").Required(),
            new Member("at", Schema.Integer(), "The time of all changes, in milliseconds since 1970.").Required(),
            new Member("results", new ArraySchema(ItemResult), "What became of each operation, in their order.").Required())
        {
            Name = "OperationResults",
        },
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers with { Condition = "No member that is not known, beside `operations`" },
            new("`operations` is a list of 1 to 1000 structures, each with an `op` that is known",
                Missing("operations"), Illegal("operations must be a list"), Illegal("operations must have 1 to 1000 items"),
                Illegal("operations[{index}] must be a structure"), Missing("operations[{index}].op"),
                Illegal($"operations[{{index}}].op must be one of: {string.Join(", ", OperationTable.Names)}")),
            StrictChecks.Flag("atomic"), StrictChecks.RequestId, StrictChecks.Flag("validate_only"), StrictChecks.Flag("as_admin"),
            new("All samples together have at most 100000 nodes", Illegal("operations have more than 100000 nodes")),
            AsUser, AsAdmin("full", "apply", withAsUser: true), StrictChecks.RequestIdFree,
            new("In the place of each operation: no member that is not known, then the checks of its method up to `as_user`",
                Illegal("{path} is not known here"), Illegal("{path} names no earlier create_sample operation"),
                Illegal("if_acl_version needs sample.id, the sample that gets a new version")),
            new("In the place of each operation: controlled metadata passes the validators of its keys",
                Error(ErrorKind.MetadataValidation, "Node at index {i}: {message}")),
            new("In the place of each operation, one after the other: the operation that it names has succeeded, the other checks of its method",
                Illegal("{path}: operation {n} failed")),
            new("... nothing of it is withdrawn",
                Error(ErrorKind.SampleWithdrawn, "{id} was withdrawn by {by} at {at}: {reason}"), Error(ErrorKind.SampleWithdrawn, "{id} ver {version} was withdrawn by {by} at {at}: {reason}")),
            new("... `prior_version` or `if_version`, `if_acl_version`, `if_link` hold",
                Error(ErrorKind.ConcurrencyViolation, "Version required for sample {id} is {x}, but current version is {y}"),
                Error(ErrorKind.ConcurrencyViolation, "ACL version required for sample {id} is {x}, but current ACL version is {y}"),
                Error(ErrorKind.ConcurrencyViolation, "Link required for {data unit} is {x}, but current link is {y}")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"request_id": "upload-7/row-12", "operations": [{"op": "create_sample", "sample": {"name": "soil core, aliquot", "node_tree": [{"id": "a1", "type": "BioReplicate"}]}}, {"op": "update_sample_acls", "id": "#0", "read": ["bob"]}, {"op": "create_data_link", "id": "#0", "node": "a1", "upa": "1/1/1", "dataid": "aliquot", "if_link": "none"}]}""",
                """{"applied": true, "at": 1795304625410, "results": [{"ok": true, "result": {"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": 1}, "error": null}, {"ok": true, "result": null, "error": null}, {"ok": true, "result": {"new_link": {"linkid": "7d1f3a52-60c4-4be1-9a0e-2b8c5d4f6e90", "upa": "1/1/1", "dataid": "aliquot", "id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": 1, "node": "a1", "createdby": "alice", "created": 1795304625410, "expiredby": null, "expired": null}}, "error": null}]}""")
            {
                Title = "a sample, its rights and its link",
            },
            new(
                "alice",
                """{"request_id": "upload-7/row-12", "operations": [{"op": "create_sample", "sample": {"name": "soil core, aliquot", "node_tree": [{"id": "a1", "type": "BioReplicate"}]}}, {"op": "update_sample_acls", "id": "#0", "read": ["bob"]}, {"op": "create_data_link", "id": "#0", "node": "a1", "upa": "1/1/1", "dataid": "aliquot", "if_link": "none"}]}""",
                """{"applied": true, "at": 1795304625410, "results": [{"ok": true, "result": {"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": 1}, "error": null}, {"ok": true, "result": null, "error": null}, {"ok": true, "result": {"new_link": {"linkid": "7d1f3a52-60c4-4be1-9a0e-2b8c5d4f6e90", "upa": "1/1/1", "dataid": "aliquot", "id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": 1, "node": "a1", "createdby": "alice", "created": 1795304625410, "expiredby": null, "expired": null}}, "error": null}]}""")
            {
                Title = "the same again, because the answer was lost: nothing is done",
            },
            new(
                "alice",
                """{"operations": [{"op": "expire_data_link", "upa": "1/1/1", "dataid": "aliquot"}, {"op": "create_data_link", "id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": 1, "node": "a9", "upa": "1/1/1", "dataid": "aliquot"}]}""",
                """{"applied": false, "at": 1795304625433, "results": [{"ok": true, "result": null, "error": null}, {"ok": false, "result": null, "error": {"code": 50030, "type": "No such sample node", "message": "Sample service error code 50030 No such sample node: 01a2008e-5b10-7a44-8c02-6f1d9e2b7a31 ver 1 a9"}}]}""")
            {
                Title = "one of them fails, so none is done",
            },
            new(
                "alice",
                """{"operations": [{"op": "create_sample", "sample": {"name": "soil core 7", "node_tree": [{"id": "core-7", "type": "BioReplicate"}]}}, {"op": "offer_sample", "id": "#0", "to": "bob", "message": "From your site"}, {"op": "create_sample", "sample": {"name": "soil core 8", "node_tree": [{"id": "core-8", "type": "BioReplicate"}]}}, {"op": "offer_sample", "id": "#2", "to": "bob", "message": "From your site"}]}""",
                """{"applied": true, "at": 1795304625441, "results": [{"ok": true, "result": {"id": "01a2008e-6c20-7b11-9a40-3e5d7c8b9a10", "version": 1}, "error": null}, {"ok": true, "result": {"id": "01a2008e-6c20-7b11-9a40-3e5d7c8b9a10", "from": "alice", "to": "bob", "keep": "admin", "message": "From your site", "created": 1795304625441, "expires": 1797896625441}, "error": null}, {"ok": true, "result": {"id": "01a2008e-6c20-7b11-9a40-3e5d7c8b9a11", "version": 1}, "error": null}, {"ok": true, "result": {"id": "01a2008e-6c20-7b11-9a40-3e5d7c8b9a11", "from": "alice", "to": "bob", "keep": "admin", "message": "From your site", "created": 1795304625441, "expires": 1797896625441}, "error": null}]}""")
            {
                Title = "samples that somebody else is to have",
            },
        ],
        Notes = "[docs/apply.md](../apply.md) has the whole of it: names within a call, preconditions, what is done when something fails, and what it costs.",
    };
}
