using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Reading single nodes (docs/api/samples.md).</summary>
internal sealed class SampleNodeMethods(
    GrainCalls grains, PastAccess past, ILinkQueries links, VersionChecks versions, Administration administration, WorkspaceAccess workspaces) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods => [new(SampleNodeDescriptors.GetNode, GetNode) { RefusesUnknownMembers = true }];

    private async ValueTask GetNode(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var id = parameters.Member(Params.Id.Name).Required.SampleId();
        var asked = Arguments.OptionalVersion(argument, Params.OptionalVersion);
        var node = new NodeId(parameters.Member(SampleNodeDescriptors.Node.Name).Required.Text(ContractText.MaxNameLength));
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id));

        var grant = await past.RequireAsync(call, id, requester, AccessLevel.Read);
        if (grant is null || (asked is { } number && !grant.HasVersion(number)))
        {
            // That says what is wrong with it, unless it was saved or restored meanwhile: then the caller asks again.
            await versions.RequireReadableAsync(requester, [new(id, asked)], call.Cancellation);
            throw ServiceException.NoSuchVersion(id, asked ?? new VersionNumber(1));
        }

        var version = asked ?? new VersionNumber(grant.Head);
        var place = new SampleVersionId(id, version.Value);
        var document = await grains.SampleNode(call, place, node).GetDocument().WaitAsync(call.Cancellation)
            ?? throw ServiceException.NoSuchNode(id, version, node);
        SampleNodeDocument.WriteLinks(result, document.Utf8, await CountLinksAsync(place, node, requester, call.Cancellation));
    }

    /// <summary>How many links the requester sees; null for anonymous ones.</summary>
    private async ValueTask<int?> CountLinksAsync(SampleVersionId sample, NodeId node, Requester requester, CancellationToken cancellation)
    {
        if (requester.User is null)
            return null;
        var counts = await links.CountByNodeAsync(sample, node, cancellation);
        // Who has nothing to see need not be asked about.
        if (counts.Count == 0)
            return 0;
        var visible = await workspaces.FindVisibleAsync(requester, cancellation);
        return counts.Sum(count => visible is null || visible.Contains(count.Key) ? count.Value : 0);
    }
}
