using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>What happened to a sample (docs/api/history.md).</summary>
internal sealed class PastMethods(
    IHistoryQueries queries, PastAccess past, Administration administration, WorkspaceAccess workspaces, Pages pages, ReadExemptUsers exempt)
    : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(PastDescriptors.GetHistory, GetHistory) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask GetHistory(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var id = parameters.Member(PastDescriptors.Id.Name).Required.SampleId();
        var kinds = ReadKinds(parameters.Member(PastDescriptors.Kinds.Name).OrNull);
        var from = parameters.Member(PastDescriptors.From.Name).OrNull?.Time() ?? Timestamp.Earliest;
        var to = parameters.Member(PastDescriptors.To.Name).OrNull?.Time() ?? Timestamp.Latest;
        var descending = parameters.Member(PastDescriptors.Order.Name).OrNull?.Choice(PastDescriptors.Orders) == 1;
        var page = await pages.ReadAsync(call, argument);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id));
        // Before the workspace service is asked; the page looks again, in its snapshot.
        await past.RequireAsync(call, id, requester, AccessLevel.Read);
        if (kinds is { } named && named.HasFlag(HistoryKinds.Acls))
            await past.RequireAsync(call, id, requester, AccessLevel.Admin);
        var visible = (kinds ?? HistoryKinds.All).HasFlag(HistoryKinds.Links) ? await workspaces.FindVisibleAsync(requester, call.Cancellation) : null;

        var found = await queries.GetHistoryAsync(
            new HistoryQuery(requester, id, kinds, from, to, descending, page.Limit, page.After, visible), call.Cancellation);
        result.Raw("{\"entries\":"u8);
        JsonList.Write(result, found.Entries, new HistoryWriter(exempt.Users).Write);
        await pages.WriteEndAsync(call, argument, result, found.Next, requester.IsAdministrator ? found.Examined : null);
        result.Raw("}"u8);
    }

    private static HistoryKinds? ReadKinds(Parameter? kinds)
    {
        if (kinds is not { } given)
            return null;
        var read = HistoryKinds.None;
        foreach (var item in given.List(1, PastDescriptors.KindNames.Length))
            read |= (HistoryKinds)(1 << item.Choice(PastDescriptors.KindNames));
        return read;
    }
}
