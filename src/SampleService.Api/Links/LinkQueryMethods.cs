using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Reading links, and samples through them (docs/api/links.md).</summary>
internal sealed class LinkQueryMethods(
    ILinkQueries links, ISampleReader reader, Administration administration, WorkspaceAccess workspaces, LinkListing listing, TimeProvider clock)
    : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(LinkQueryDescriptors.GetLink, GetLink),
        new(LinkQueryDescriptors.GetFromSample, GetFromSample) { Shares = RpcMethod.QueryShares },
        new(LinkQueryDescriptors.GetFromSampleSet, GetFromSampleSet) { Shares = RpcMethod.QueryShares },
        new(LinkQueryDescriptors.GetFromData, GetFromData) { Shares = RpcMethod.QueryShares },
        new(LinkQueryDescriptors.GetSampleViaData, GetSampleViaData),
    ];

    private async ValueTask GetLink(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var id = new LinkId(Arguments.Uuid(argument, LinkQueryDescriptors.LinkId));
        await administration.AdministratorAsync(call, AdministratorRight.Read, AdministrationTarget.Of(id));
        var link = await links.FindAsync(id, call.Cancellation)
            ?? throw new ServiceException(ErrorKind.NoSuchDataLink, id.ToString());
        LinkJson.Write(result, link);
    }

    private async ValueTask GetFromSample(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var (found, at) = await listing.FromSampleAsync(call, argument, Params.Version);
        LinkJson.WriteListing(result, found, at, clock);
    }

    private async ValueTask GetFromSampleSet(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var (found, at) = await listing.FromSampleSetAsync(call, argument);
        LinkJson.WriteListing(result, found, at, clock);
    }

    private async ValueTask GetFromData(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var upa = Arguments.Upa(argument);
        var at = Arguments.EffectiveTime(argument);
        var requester = await administration.RequesterAsync(
            call, argument, AdministratorRight.Read, AdministrationTarget.Of(upa));
        await workspaces.RequireObjectAsync(upa, requester, WorkspacePermission.Read, call.Cancellation);
        LinkJson.WriteListing(result, await links.GetByObjectAsync(upa, at, call.Cancellation), at, clock);
    }

    private async ValueTask GetSampleViaData(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var upa = Arguments.Upa(argument);
        var id = Arguments.SampleId(argument);
        var version = Arguments.Version(argument);
        var caller = new Requester(Administration.UserOf(call), false);
        await workspaces.RequireObjectAsync(upa, caller, WorkspacePermission.Read, call.Cancellation);
        var linked = await links.FindLinkedSampleAsync(upa, id, call.Cancellation)
            ?? throw new ServiceException(ErrorKind.NoSuchDataLink, $"There is no link from UPA {upa} to sample {id}");
        if (version.IsBeyondAll || linked.Hides(version)
            || await reader.FindDocumentAsync(new SampleVersionId(id, version.Value), call.Cancellation, call.Request.CallId) is not { } document)
            throw ServiceException.NoSuchVersion(id, version);
        result.Splice(document.Utf8);
    }
}
