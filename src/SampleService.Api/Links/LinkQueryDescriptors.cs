using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that read links, and samples through them.</summary>
internal static class LinkQueryDescriptors
{
    private const string Link =
        """{"linkid": "5f6b0c86-3f0e-4d9a-8a57-2f6d3f6d6c11", "upa": "1/1/1", "dataid": "reads", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "node": "part-1", "createdby": "alice", "created": 1795304624901, "expiredby": null, "expired": null}""";

    private const string Listing = $$"""{"links": [{{Link}}], "effective_time": 1795304625032}""";

    private static readonly MethodCheck KnownToWorkspaces = new(
        "The workspace service knows the caller", Error(ErrorKind.NoSuchUser, "User {user} is not a valid user"));

    public static readonly Member LinkId = new Member("linkid", Schema.Uuid, "The link.").Required();

    public static readonly Member SampleIds = new Member(
        "sample_ids", new ArraySchema(new ObjectSchema(Params.Id.Required(), Params.Version.Required())) { Min = 1 }, "The sample versions.").Required();

    public static readonly MethodDescriptor GetLink = new("SampleService.get_data_link", LinkDescriptors.Group, "Reads a link, ended or not, by its id")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read, IsForAdministrators = true },
        Parameters = new(LinkId),
        Result = LinkSchemas.Link,
        Checks =
        [
            RequiredToken, KnownMembers, Id("linkid"),
            AsAdmin("read", "get_data_link") with { Condition = "The caller has read administration" },
            new("The link exists", Error(ErrorKind.NoSuchDataLink, "{linkid}")),
        ],
        Examples = [new("admin", """{"linkid": "5f6b0c86-3f0e-4d9a-8a57-2f6d3f6d6c11"}""", Link)],
    };

    public static readonly MethodDescriptor GetFromSample = new(
        "SampleService.get_data_links_from_sample", LinkDescriptors.Group, "Lists the links of a sample version")
    {
        Rights = new(TokenRequirement.Optional)
        {
            Administration = AdministrationNeed.Read,
            Needs = [new("sample", "read")],
            ShowsReadableLinks = true,
        },
        Parameters = new(Params.Id.Required(), Params.Version.Required(), Params.EffectiveTime, Params.AsAdmin),
        Result = LinkSchemas.Listing,
        Checks =
        [
            OptionalToken, KnownMembers, Id(), RequiredVersion, EffectiveTime, AsAdmin("read", "get_data_links_from_sample"), Readable,
            KnownToWorkspaces,
            VersionExists with { Condition = "The version exists; not looked at for callers who can read no workspace" },
        ],
        Examples = [new("alice", """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1}""", Listing)],
        Notes = "Links from workspaces that the caller cannot read are left out.",
    };

    public static readonly MethodDescriptor GetFromSampleSet = new(
        "SampleService.get_data_links_from_sample_set", LinkDescriptors.Group, "Lists the links of many sample versions")
    {
        Rights = new(TokenRequirement.Optional)
        {
            Administration = AdministrationNeed.Read,
            AdministratedAs = "get_data_links_from_sample",
            Needs = [new("sample", "read")],
            ShowsReadableLinks = true,
        },
        Parameters = new(SampleIds, Params.EffectiveTime.Required(), Params.AsAdmin),
        Result = LinkSchemas.Listing,
        Checks =
        [
            OptionalToken, KnownMembers, NotNull,
            new("`sample_ids` is a list", Plain("Missing \"sample_ids\" field - Must provide a list of valid sample ids.")),
            new("Each item is an object with `id` and `version`", Plain("Malformed sample accessor - each sample must provide both an id and a version.")),
            new("`effective_time` is there; null will do", Plain("Missing \"effective_time\" parameter.")),
            Id() with { Condition = "Each item: `id` is a UUID" },
            RequiredVersion with { Condition = "Each item: `version` is an integer from 1 on" },
            EffectiveTime, AsAdmin("read", "get_data_links_from_sample"),
            new("The list is not empty", Plain("samples cannot be a value that evaluates to false")),
            KnownToWorkspaces,
            new("At least one of the samples exists (not in administration mode)",
                Error(ErrorKind.NoSuchSample, "Could not complete search for samples: ['{id}', '{id}']")),
            Readable with { Condition = "The caller may read every sample that exists" },
        ],
        Examples =
        [
            new("alice", """{"sample_ids": [{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1}], "effective_time": null}""", Listing),
        ],
        Notes = "In the order of the samples asked for. Samples that do not exist, as long as one does, and versions that do not exist have no links.",
    };

    public static readonly MethodDescriptor GetFromData = new(
        "SampleService.get_data_links_from_data", LinkDescriptors.Group, "Lists the links of a version of a workspace object, over all its data units")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("object", "read")] },
        Parameters = new(Params.Upa.Required(), Params.EffectiveTime, Params.AsAdmin),
        Result = LinkSchemas.Listing,
        Checks =
        [
            OptionalToken, KnownMembers, NotNull, IsUpa, EffectiveTime, AsAdmin("read", "get_data_links_from_data"), ObjectReadable,
        ],
        Examples = [new("alice", """{"upa": "1/1/1"}""", Listing)],
        Notes = "ACLs of samples are not looked at: whoever can read the data sees its links, ids of samples and names of nodes included.",
    };

    public static readonly MethodDescriptor GetSampleViaData = new(
        "SampleService.get_sample_via_data", LinkDescriptors.Group, "Reads a version of a sample through data that is or was linked to it")
    {
        Rights = new(TokenRequirement.Optional) { Needs = [new("object", "read")] },
        Parameters = new(Params.Upa.Required(), Params.Id.Required(), Params.Version.Required()),
        Result = SampleSchemas.Sample,
        Checks =
        [
            OptionalToken, KnownMembers, NotNull, IsUpa, Id(), RequiredVersion, ObjectReadable,
            new("The object has or had a link to the sample", Error(ErrorKind.NoSuchDataLink, "There is no link from UPA {upa} to sample {id}")),
            VersionExists,
        ],
        Examples =
        [
            new(
                "bob",
                """{"upa": "1/1/1", "id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 2}""",
                """{"id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "user": "alice", "name": "soil core, dried", "node_tree": [{"id": "core-1", "type": "BioReplicate", "parent": null, "meta_controlled": {}, "meta_user": {}, "source_meta": []}, {"id": "part-1", "type": "SubSample", "parent": "core-1", "meta_controlled": {}, "meta_user": {}, "source_meta": []}], "save_date": 1795304624813, "version": 2}"""),
        ],
        Notes = "ACLs of the sample are not looked at, and any of its versions may be read. There is no administration mode.",
    };
}
