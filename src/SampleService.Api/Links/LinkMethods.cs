using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Making and ending links (docs/api/links.md).</summary>
internal sealed class LinkMethods(
    GrainCalls grains, Administration administration, WorkspaceAccess access, IWorkspaceService workspaces,
    LinkListing listing) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(LinkDescriptors.CreateLink, CreateLink),
        new(LinkDescriptors.PropagateLinks, PropagateLinks),
        new(LinkDescriptors.ExpireLink, ExpireLink),
    ];

    private async ValueTask CreateLink(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var sample = Arguments.SampleId(argument);
        var version = Arguments.Version(argument);
        var node = Arguments.Node(argument);
        var unit = Arguments.DataUnit(argument);
        var link = await LinkAsync(call, argument, unit, sample, version, node);
        WriteMade(result, link);
    }

    internal static void WriteMade(JsonOutput result, DataLink link)
    {
        result.Raw("{\"new_link\":"u8);
        LinkJson.Write(result, link);
        result.Raw("}"u8);
    }

    private async ValueTask PropagateLinks(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var (sources, _) = await listing.FromSampleAsync(call, argument, LinkDescriptors.PreviousVersion);
        var wanted = await LeaveOutIgnoredAsync(sources, LinkDescriptors.IgnoreTypes.In(argument), call.Cancellation);
        var made = new List<DataLink>();
        // One after the other: what was linked before a failure stays linked.
        foreach (var source in wanted)
        {
            var sample = Arguments.SampleId(argument);
            var version = Arguments.Version(argument);
            var dataId = ContractText.Required($"{source.Unit.DataId}_{version}", "dataid");
            made.Add(await LinkAsync(call, argument, source.Unit with { DataId = dataId }, sample, version, source.Node));
        }

        LinkJson.WriteList(result, made);
        result.Raw("}"u8);
    }

    private async ValueTask ExpireLink(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var unit = Arguments.DataUnit(argument);
        var actor = await administration.ActorAsync(call, argument, AdministratorRight.Full, AdministrationTarget.Of(unit.Upa));
        await access.RequireWritableAsync(unit.Upa.Workspace, actor.Requester, call.Cancellation);
        var links = grains.DataLink(call, unit);
        var active = await links.GetActive() ?? throw new ServiceException(ErrorKind.NoSuchDataLink, unit.ToString());
        await links.Expire(new ExpireLink(actor.Requester, actor.User, active.Id, active.Sample.Sample, WriteId.New()));
    }

    /// <summary>What follows the checks of the single parameters: who may link, and the link.</summary>
    private async ValueTask<DataLink> LinkAsync(
        RpcCall call, JsonValue argument, DataUnit unit, SampleId sample, VersionNumber version, NodeId node)
    {
        var actor = await administration.OwnerAsync(
            call, argument, AdministratorRight.Full, AdministrationTarget.Of(unit.Upa, sample), "create_data_link");
        // In administration mode a missing sample comes after missing data: the write finds it missing.
        var grant = actor.Requester.IsAdministrator
            ? null
            : await grains.Sample(call, sample).Authorize(actor.Requester, AccessLevel.Admin);
        await access.RequireObjectAsync(unit.Upa, actor.Requester, WorkspacePermission.Write, call.Cancellation);
        return await grains.DataLink(call, unit).Create(new CreateLink(
            actor.Requester, actor.User, unit, sample, version, node, !Params.Update.In(argument).IsFalsy, WriteId.New(), grant));
    }

    private async ValueTask<IReadOnlyList<DataLink>> LeaveOutIgnoredAsync(
        IReadOnlyList<DataLink> links, JsonValue ignoreTypes, CancellationToken cancellation)
    {
        if (links.Count == 0 || ignoreTypes.IsFalsy)
            return links;
        var ignored = ReadIgnoredTypes(ignoreTypes);
        var kept = new List<DataLink>();
        var types = new Dictionary<Upa, string?>();
        foreach (var link in links)
        {
            if (!types.TryGetValue(link.Unit.Upa, out var type))
                types[link.Unit.Upa] = type = await workspaces.FindObjectTypeAsync(link.Unit.Upa, cancellation);
            // An object that is gone has no type: the copy itself will say so.
            if (type is null || !ignored.Contains(type.Split('-')[0]))
                kept.Add(link);
        }

        return kept;
    }

    private static HashSet<string> ReadIgnoredTypes(JsonValue ignoreTypes)
    {
        if (ignoreTypes.AsString() is { } single)
            return [single];
        if (ignoreTypes.Kind != JsonKind.Array)
            throw ServiceException.Illegal("ignore_types must be a list");
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in ignoreTypes.Items)
            if (item.AsString() is { } type)
                types.Add(type);
        return types;
    }
}
