using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that make and end links.</summary>
internal static class LinkDescriptors
{
    internal const string Group = "links";

    public static readonly Member Node = new Member("node", Schema.Text(256), "The node of that version.").Required();

    public static readonly Member PreviousVersion = new("previous_version", Schema.Integer(1), "The version whose links are copied.");

    public static readonly Member IgnoreTypes = new(
        "ignore_types", new ArraySchema(Schema.Text()) { IsNullable = true }, "Links from objects of these types are not copied, `Module.Type`.");

    private static readonly MethodCheck[] LinkChecks =
    [
        Administrable,
        ObjectWritable,
        SampleExists,
        VersionExists,
        new("The node exists in that version", Error(ErrorKind.NoSuchSampleNode, "{id} ver {version} {node}")),
        new("The data unit has no active link, or `update` is true", Error(ErrorKind.DataLinkExists, "{upa} or {upa}:{dataid}")),
        new("`Limits:LinksPerSampleVersion` and `Limits:LinksPerObjectVersion`",
            Error(ErrorKind.TooManyDataLinks, "More than {limit} links from workspace object {upa}"),
            Error(ErrorKind.TooManyDataLinks, "More than {limit} links from sample {id} version {version}")),
    ];

    public static readonly MethodDescriptor CreateLink = new("SampleService.create_data_link", Group, "Links a data unit to a node of a sample version")
    {
        Rights = new(TokenRequirement.Required)
        {
            Administration = AdministrationNeed.Full,
            Needs = [new("sample", "admin"), new("object", "write")],
        },
        Parameters = new(
            Params.Upa.Required(), Params.DataId, Params.Id.Required(), Params.Version.Required(), Node, Params.Update, Params.AsAdmin, Params.AsUser),
        Result = LinkSchemas.Made,
        Checks =
        [
            RequiredToken, KnownMembers, NotNull, Id(), RequiredVersion,
            new("`node` is a string of 1 to 256 code points without control characters",
                Missing("node"), Illegal("node key is not a string as required"),
                Illegal("node contains control characters"), Illegal("node exceeds maximum length of 256")),
            IsUpa, DataId, AsUser, AsAdmin("full", "create_data_link", withAsUser: true), .. LinkChecks,
        ],
        Examples =
        [
            new(
                "alice",
                """{"upa": "1/1/1", "dataid": "reads", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "part-1"}""",
                """{"new_link": {"linkid": "5f6b0c86-3f0e-4d9a-8a57-2f6d3f6d6c11", "upa": "1/1/1", "dataid": "reads", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "part-1", "createdby": "alice", "created": 1795304624901, "expiredby": null, "expired": null}}"""),
        ],
        Notes = "A data unit has at most one active link. With `update` an active link to another node ends one millisecond before the new one "
            + "begins; an active link to the very same node stays, and is the result.",
    };

    public static readonly MethodDescriptor PropagateLinks = new(
        "SampleService.propagate_data_links", Group, "Copies the links of one version of a sample to another version")
    {
        Rights = new(TokenRequirement.Required)
        {
            Administration = AdministrationNeed.Read,
            AdministratedAs = "get_data_links_from_sample",
            Needs = [new("sample", "read")],
            ForEachLink = "SampleService.create_data_link",
        },
        Parameters = new(
            Params.Id.Required(), Params.Version.Required(), PreviousVersion.Required(), IgnoreTypes, Params.Update, Params.EffectiveTime,
            Params.AsAdmin, Params.AsUser),
        Result = LinkSchemas.ManyMade,
        Checks =
        [
            RequiredToken, KnownMembers, NotNull, Id(),
            RequiredVersion with { Condition = "`previous_version` is an integer from 1 on" },
            EffectiveTime, AsAdmin("read", "get_data_links_from_sample"), Readable, VersionExists,
            new("`ignore_types`, if there is something to copy, is a list", Illegal("ignore_types must be a list")),
            RequiredVersion with { Condition = "For each link that is copied: `version` is an integer from 1 on" },
            AsUser, AsAdmin("full", "create_data_link", withAsUser: true), .. LinkChecks,
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 2, "previous_version": 1}""",
                """{"links": [{"linkid": "c2a4d8b0-91f7-4b6e-9b1f-7d0b3d1f5a22", "upa": "1/1/1", "dataid": "reads_2", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 2, "node": "part-1", "createdby": "alice", "created": 1795304624955, "expiredby": null, "expired": null}]}"""),
        ],
        Notes = "A copy has the data id of the original with an underscore and `version` behind it. Only links whose workspace the caller can read are "
            + "copied. They are made one after the other: those before one that fails stay.",
    };

    public static readonly MethodDescriptor ExpireLink = new("SampleService.expire_data_link", Group, "Ends the active link of a data unit")
    {
        Rights = new(TokenRequirement.Required)
        {
            Administration = AdministrationNeed.Full,
            Needs = [new("workspace", "write"), new("sample", "admin")],
        },
        Parameters = new(Params.Upa.Required(), Params.DataId, Params.AsAdmin, Params.AsUser),
        Checks =
        [
            RequiredToken, KnownMembers, NotNull, IsUpa, DataId, AsUser, AsAdmin("full", "expire_data_link", withAsUser: true),
            new("The workspace exists, and the caller may write to it",
                Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"),
                Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"),
                Error(ErrorKind.Unauthorized, "User {user} cannot write to workspace {workspace}")),
            new("The data unit has an active link", Error(ErrorKind.NoSuchDataLink, "{upa} or {upa}:{dataid}")),
            Administrable,
            new("No other call was faster", Error(ErrorKind.NoSuchDataLink, "{link id}")),
        ],
        Examples = [new("alice", """{"upa": "1/1/1", "dataid": "reads_2"}""", null)],
        Notes = "The link is never deleted: listings for a moment before still show it. The object itself may be deleted.",
    };
}
