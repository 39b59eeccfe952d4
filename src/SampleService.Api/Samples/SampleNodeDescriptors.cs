using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The method that reads one node.</summary>
internal static class SampleNodeDescriptors
{
    public static readonly Member Node = new Member("node", Schema.Text(256), "The node.").Required();

    public static readonly MethodDescriptor GetNode = new("SampleService.get_node", SampleDescriptors.Group, "Reads one node of a sample")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Params.Id.Required(), Params.OptionalVersion, Node, Params.StrictAsAdmin),
        Result = SampleSchemas.NodeInTree,
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(), StrictChecks.OptionalVersion("version"),
            new("`node` is a string of at most 256 code points without control characters",
                Missing("node"), Illegal("node must be a string"), Illegal("node contains control characters"), Illegal("node exceeds maximum length of 256")),
            StrictChecks.Flag("as_admin"), AsAdmin("read", "get_node"), Readable, VersionExists, StrictChecks.Present,
            new("The node exists", Error(ErrorKind.NoSuchSampleNode, "{id} ver {version} {node}")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "core-1"}""",
                """{"id": "core-1", "type": "BioReplicate", "parent": null, "meta_controlled": {}, "meta_user": {"depth": {"value": 2.5, "units": "m"}}, "source_meta": [], "children": ["part-1"], "links": 0}"""),
        ],
        Notes = "Costs next to nothing however large the sample is: nothing else of its tree is read. Links from workspaces that the caller cannot read are "
            + "not counted; anonymous callers are not told of links.",
    };
}
