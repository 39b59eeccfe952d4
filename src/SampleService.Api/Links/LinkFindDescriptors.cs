using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Links, page by page.</summary>
internal static class LinkFindDescriptors
{
    public static readonly string[] Targets = ["sample", "upa", "object", "workspace"];

    public static readonly string[] States = ["active", "ended", "all"];

    public static readonly Member Sample = new(
        "sample",
        new ObjectSchema(
            Params.Id.Required(), Params.OptionalVersion with { Description = "A version of it; all when absent or null." },
            new Member("node", Schema.Text(256) with { IsNullable = true }, "A node; all when absent or null."))
        {
            IsNullable = true,
        },
        "Links of this sample.");

    public static readonly Member Upa = new("upa", Schema.Text() with { IsNullable = true }, "Links of this version of a workspace object, `workspace/object/version`.");

    public static readonly Member Object = new("object", Schema.Text() with { IsNullable = true }, "Links of all versions of a workspace object, `workspace/object`.");

    public static readonly Member Workspace = new("workspace", Schema.Integer(1) with { IsNullable = true }, "Links of all objects of this workspace.");

    public static readonly Member DataId = Params.DataId with { Description = "With `upa`: only links of this part of the object. Absent or null: of all." };

    public static readonly Member State = new("state", Schema.OneOf(States) with { IsNullable = true }, "Which of them; `active` when absent or null.");

    public static readonly Member At = HistorySchemas.At with { Description = "With `state` `active`: those that were active at this moment, in milliseconds since 1970. Absent, null or not past: the present." };

    public static readonly Member CreatedFrom = new("created_from", Params.OptionalTime, "Made at this moment or later.");

    public static readonly Member CreatedTo = new("created_to", Params.OptionalTime, "Made at this moment or earlier.");

    public static readonly Member CreatedBy = new("created_by", Params.UserName with { IsNullable = true }, "Made by this user.");

    public static readonly Member CheckObjects = new(
        "check_objects", Schema.Boolean with { IsNullable = true }, "Whether to say of each link whether its object is still there.");

    public static readonly MethodDescriptor FindLinks = new(
        "SampleService.find_links", LinkDescriptors.Group, "Lists links of a sample, an object or a workspace, ended ones too, page by page")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")], ShowsReadableLinks = true },
        Parameters = new(
            Sample, Upa, Object, Workspace, DataId, State, At, CreatedFrom, CreatedTo, CreatedBy, PastDescriptors.Order, CheckObjects, Pages.Limit, Pages.Cursor,
            Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member(
                "links", new ArraySchema(Schema.Any),
                "By the time they were made, then by id. Each is a [DataLink](#datalink); with `check_objects` it has that as `link`, and as `object` one of `present`, `deleted` and `workspace_deleted`.").Required(),
            HistorySchemas.Next, HistorySchemas.Examined, HistorySchemas.Moment, HistorySchemas.Settled)
        {
            Name = "FoundLinks",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            new("Exactly one of `sample`, `upa`, `object` and `workspace` is there", Illegal("parameters must have exactly one of: sample, upa, object, workspace")),
            new("`sample` is a structure; its `id` a UUID; `version` an integer from 1 on, `node` a text of at most 256 code points, unless absent or null",
                Illegal("sample must be a structure"), Missing("sample.id"), Illegal("sample.id {value} must be a UUID string"), Illegal("Illegal version argument: {value}"),
                Missing("sample.node"), Illegal("sample.node must be a string"), Illegal("sample.node contains control characters"), Illegal("sample.node exceeds maximum length of 256")),
            new("`upa` is three integers from 1 on between two slashes", Illegal("upa key is not a string as required"), Illegal("Illegal workspace ID: None"), Illegal("{value} is not a valid UPA")),
            new("`object` is two integers from 1 on with a slash between", Illegal("object must be a string"), Illegal("object {value} is not a valid object")),
            new("`workspace` is an integer from 1 on", Illegal("workspace must be an integer from 1 to 9007199254740992")),
            Checks.DataId,
            new("`dataid` stands with `upa`", Illegal("dataid needs upa")),
            StrictChecks.Choice("state", States), StrictChecks.Time("at"),
            new("`at` stands with `state` `active`", Illegal("at needs state active")),
            StrictChecks.Time("created_from"), StrictChecks.Time("created_to"),
            new("`created_by`, unless absent or null, is a user name", Missing("created_by"), Illegal("created_by must be a string"), Illegal("created_by contains control characters"), Illegal("created_by exceeds maximum length of 256")),
            StrictChecks.Choice("order", PastDescriptors.Orders), StrictChecks.Flag("check_objects"), StrictChecks.Limit, StrictChecks.Cursor, StrictChecks.Flag("as_admin"),
            AsAdmin("read", "find_links"),
            Readable with { Condition = "By `sample`: the caller may read the sample" },
            StrictChecks.KnownToWorkspaces with { Condition = "By `sample`: the workspace service knows the caller" },
            new("By `sample`: version and node exist", Error(ErrorKind.NoSuchSampleVersion, "{id} ver {version}"), Error(ErrorKind.NoSuchSampleNode, "{id} ver {version} {node}")),
            new("Else, without `as_admin`: the caller may read the workspace",
                Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"), Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"),
                Error(ErrorKind.Unauthorized, "User {user} cannot read workspace {workspace}"), Error(ErrorKind.Unauthorized, "Anonymous users cannot read workspace {workspace}"),
                Error(ErrorKind.Unauthorized, "User {user} cannot read upa {upa}"), Error(ErrorKind.Unauthorized, "Anonymous users cannot read upa {upa}")),
            new("By `upa`, without `as_admin`: the object version exists", Error(ErrorKind.NoSuchWorkspaceData, "Object {upa} does not exist")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"sample": {"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}, "state": "all", "limit": 1, "check_objects": true}""",
                """{"links": [{"link": {"linkid": "5f6b0c86-3f0e-4d9a-8a57-2f6d3f6d6c11", "upa": "1/1/1", "dataid": "reads", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "part-1", "createdby": "alice", "created": 1795304624901, "expiredby": null, "expired": null}, "object": "present"}], "next": "qHRjtvGfu0mKx1eM", "examined": null, "at": 1795304625040, "settled": false}""")
            {
                IsForm = true,
            },
        ],
        Notes = "By `sample`, links from workspaces that the caller cannot read are left out. By `upa`, `object` and `workspace` whoever can read the workspace sees all links, and ACLs of samples are "
            + "not looked at. There is no upper bound on what can be walked, and pages of one walk fit together.",
    };
}
