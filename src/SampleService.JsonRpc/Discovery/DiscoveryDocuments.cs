using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace SampleService.JsonRpc;

/// <summary>The descriptions of the methods of each door. One is made when it is first asked for, and kept.</summary>
/// <param name="methods">Gives the table of all methods, which has those too that give these documents.</param>
/// <param name="service">What is told beside them.</param>
/// <param name="catalogue">The errors that methods have.</param>
/// <param name="refusals">What doors answer without JSON-RPC.</param>
public sealed class DiscoveryDocuments(
    Func<MethodTable> methods, ServiceInfo service, IReadOnlyList<CatalogueError> catalogue, IEnumerable<DoorRefusal> refusals)
{
    private readonly ConcurrentDictionary<Doors, ReadOnlyMemory<byte>> _openRpc = [];
    private readonly ConcurrentDictionary<Doors, ReadOnlyMemory<byte>> _descriptions = [];

    /// <summary>An OpenRPC 1.3 document.</summary>
    public ReadOnlyMemory<byte> OpenRpc(Doors door) => _openRpc.GetOrAdd(
        door,
        key => Write(new OpenRpcDocument(DoorDescription.Of(key), service).Write(
            methods().On(WithWebSocket(key)), ErrorDocument.Of(DoorDescription.Of(key), catalogue, refusals.Where(refusal => refusal.Door == key)))));

    /// <summary>A service description of JSON-RPC 1.1.</summary>
    public ReadOnlyMemory<byte> Description(Doors door) =>
        _descriptions.GetOrAdd(door, key => Write(ServiceDescription.Of(methods().On(key), service)));

    /// <summary>What a WebSocket has besides is told in the document of its door, marked as such.</summary>
    private static Doors WithWebSocket(Doors door) => door == Doors.Gateway ? door | Doors.WebSocket : door;

    /// <summary>The default encoder leaves nothing but ASCII, as all answers are.</summary>
    private static ReadOnlyMemory<byte> Write(JsonObject node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
