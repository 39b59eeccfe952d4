using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Links, page by page (docs/api/links.md).</summary>
internal sealed class LinkFindMethods(
    IHistoryQueries queries, PastAccess past, Administration administration, WorkspaceAccess workspaces, ObjectStates objects, Pages pages)
    : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(LinkFindDescriptors.FindLinks, FindLinks) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask FindLinks(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var asked = LinkFindArguments.Read(argument);
        var page = await pages.ReadAsync(call, argument);
        _ = new Parameter(argument, "").Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, TargetOf(asked.Target));
        var visible = await RequireAsync(call, asked.Target, requester);

        var found = await queries.FindLinksAsync(
            new LinkPageQuery(
                requester, asked.Target, asked.State, asked.At, asked.CreatedFrom, asked.CreatedTo, asked.CreatedBy, asked.Descending, page.Limit, page.After, visible),
            call.Cancellation);
        result.Raw("{\"links\":"u8);
        if (asked.ChecksObjects)
        {
            var states = await objects.FindAsync(found.Links, requester, call.Cancellation);
            JsonList.Write(result, found.Links, (output, link) =>
            {
                output.Raw("{\"link\":"u8);
                LinkJson.Write(output, link);
                output.Raw(",\"object\":"u8);
                output.Text(states[link.Unit.Upa]);
                output.Raw("}"u8);
            });
        }
        else
            JsonList.Write(result, found.Links, LinkJson.Write);
        await pages.WriteEndAsync(call, argument, result, found.Next, requester.IsAdministrator ? found.Examined : null);
        result.Raw(",\"at\":"u8);
        result.Integer(found.At.Milliseconds);
        result.Raw(found.IsSettled ? ",\"settled\":true}"u8 : ",\"settled\":false}"u8);
    }

    /// <summary>The caller may ask; gives the workspaces whose links they see, null for all.</summary>
    private async ValueTask<IReadOnlySet<WorkspaceId>?> RequireAsync(RpcCall call, LinkTarget target, Requester requester)
    {
        switch (target)
        {
            case SampleTarget(var sample, _, _):
                await past.RequireAsync(call, sample, requester, AccessLevel.Read);
                return await workspaces.FindVisibleAsync(requester, call.Cancellation);
            // What is deleted is what administrators come to clear away.
            case var _ when requester.IsAdministrator:
                break;
            case UpaTarget(var upa, _):
                await workspaces.RequireObjectAsync(upa, requester, WorkspacePermission.Read, call.Cancellation);
                break;
            case ObjectTarget(var workspace, _):
                await RequireWorkspaceAsync(workspace);
                break;
            case WorkspaceTarget(var workspace):
                await RequireWorkspaceAsync(workspace);
                break;
        }

        return null;

        ValueTask RequireWorkspaceAsync(WorkspaceId workspace) =>
            workspaces.RequireReadableAsync(workspace, $"workspace {workspace}", requester, call.Cancellation);
    }

    private static AdministrationTarget TargetOf(LinkTarget target) => target switch
    {
        SampleTarget(var sample, _, _) => AdministrationTarget.Of(sample),
        UpaTarget(var upa, _) => AdministrationTarget.Of(upa),
        ObjectTarget(var workspace, var number) => AdministrationTarget.Of($"object={workspace}/{number}"),
        WorkspaceTarget(var workspace) => AdministrationTarget.Of($"workspace={workspace}"),
        _ => AdministrationTarget.None,
    };
}
