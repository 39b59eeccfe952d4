using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>What samples come from, and what comes from them (docs/identifiers-and-relations.md).</summary>
internal sealed class LineageMethods(ILineageQueries queries, Administration administration) : IMethodGroup
{
    private const int DefaultDepth = 10;

    private const int DefaultLimit = 1000;

    public IEnumerable<RpcMethod> Methods =>
    [
        new(LineageDescriptors.GetLineage, GetLineage) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask GetLineage(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        SampleId[] ids = [.. parameters.Member(LineageDescriptors.Ids.Name).Required.List(1, LineageDescriptors.MaxIds).Select(static id => id.SampleId())];
        var direction = (LineageDirection)(1 + (parameters.Member(LineageDescriptors.Direction.Name).OrNull?.Choice(LineageDescriptors.Directions) ?? 0));
        var types = ReadTypes(parameters.Member(LineageDescriptors.Types.Name).OrNull);
        var depth = (int)(parameters.Member(LineageDescriptors.Depth.Name).OrNull?.Integer(1, LineageDescriptors.MaxDepth) ?? DefaultDepth);
        var at = parameters.Member(HistorySchemas.At.Name).OrNull?.Time();
        var limit = (int)(parameters.Member(LineageDescriptors.Limit.Name).OrNull?.Integer(1, LineageDescriptors.MaxLimit) ?? DefaultLimit);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(ids));
        Write(result, await queries.FindAsync(new LineageQuery(requester, ids, direction, types, depth, at, limit), call.Cancellation));
    }

    private static HashSet<RelationType> ReadTypes(Parameter? types) => types is { } given
        ? [.. given.List(1, RelationTypes.Names.Length).Select(static item => (RelationType)item.Choice(RelationTypes.Names))]
        : [.. Enum.GetValues<RelationType>().Where(static type => !type.IsSymmetric())];

    private static void Write(JsonOutput result, Lineage lineage)
    {
        result.Raw("{\"nodes\":"u8);
        JsonList.Write(result, lineage.Nodes, Write);
        result.Raw(",\"edges\":"u8);
        JsonList.Write(result, lineage.Edges, static (output, edge) => RelationJson.Write(output, new VisibleRelation(edge, false, false)));
        result.Raw(",\"hidden\":"u8);
        result.Integer(lineage.Hidden);
        result.Raw(lineage.IsComplete ? ",\"complete\":true,\"at\":"u8 : ",\"complete\":false,\"at\":"u8);
        result.Integer(lineage.At.Milliseconds);
        result.Raw(lineage.IsSettled ? ",\"settled\":true}"u8 : ",\"settled\":false}"u8);
    }

    private static void Write(JsonOutput result, LineageNode node)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(node.Id.Value);
        result.Raw(",\"depth\":"u8);
        result.Integer(node.Depth);
        result.Raw(",\"name\":"u8);
        result.Text(node.Name);
        result.Raw(",\"owner\":"u8);
        result.Text(node.Owner.Value);
        result.Raw(node.IsWithdrawn ? ",\"withdrawn\":true}"u8 : ",\"withdrawn\":false}"u8);
    }
}
