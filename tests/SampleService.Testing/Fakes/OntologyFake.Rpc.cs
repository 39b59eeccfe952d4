using System.Numerics;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <content>The JSON-RPC methods.</content>
public sealed partial class OntologyFake
{
    private const int ServerErrorCode = -32000;

    /// <summary>How many results come when the caller names no limit.</summary>
    private static readonly BigInteger PageSize = 20;

    private protected override async Task<FakeReply> ServeAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        object? id = null;
        try
        {
            var call = JsonText.ParseMap(request.Body);
            id = call.Find("id");
            var method = call.RequiredText("method");
            Failure? failure;
            TimeSpan delay;
            lock (Gate)
            {
                _calls.Add(new RpcCall(method, call.Find("params")));
                (failure, delay) = (_failure, _delay);
            }

            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, cancellationToken);
            if (failure is not null && (failure.Method is null || failure.Method == method))
                return failure.Text is { } text ? new FakeReply(failure.Status, "text/html", text) : throw new RpcError(failure.Message, ServerErrorCode);
            var argument = call.List("params").FirstOrDefault() as JsonMap ?? throw new FormatException("params is missing or holds no object");
            lock (Gate)
                return FakeReply.Json(200, new JsonMap { ["version"] = "1.1", ["id"] = id, ["result"] = new JsonList([Route(method, argument, request.Host)]) });
        }
        catch (RpcError e)
        {
            return e.ToReply(id, "");
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException)
        {
            return new RpcError("bad request: " + e.Message, -32700).ToReply(id, "");
        }
    }

    private static RpcError Invalid(string what) => new("Parameter validation error: " + what, -32602);

    private static int Count(JsonMap argument, string name, BigInteger usual)
    {
        if (!argument.ContainsKey(name))
            return (int)usual;
        return JsonNumber.TryGetInteger(argument.Find(name), out var number) && number.Sign >= 0
            ? (int)BigInteger.Min(number, int.MaxValue)
            : throw Invalid("limit or offset");
    }

    private static JsonMap Results(JsonMap argument, IEnumerable<object?> found) => new()
    {
        ["stats"] = new JsonMap(),
        ["results"] = new JsonList(found),
        ["ts"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        ["ns"] = argument.ContainsKey("ns") ? argument.Find("ns") : "go",
    };

    private JsonMap Route(string method, JsonMap argument, string host) => method switch
    {
        "ServiceWizard.get_service_status" => ServiceStatus(argument, host),
        "OntologyAPI.get_terms" => Terms(argument),
        "OntologyAPI.get_ancestors" => Ancestors(argument),
        _ => throw new RpcError($"Method {method} does not exist", -32601),
    };

    private static JsonMap ServiceStatus(JsonMap argument, string host)
    {
        if (argument.Text("module_name") != "OntologyAPI")
            throw new RpcError($"No such module: {argument.Text("module_name")}", ServerErrorCode);
        return new JsonMap
        {
            ["module_name"] = "OntologyAPI",
            ["version"] = argument.Find("version"),
            ["release_tags"] = new JsonList(["dev"]),
            ["git_commit_hash"] = "fake",
            ["health"] = "healthy",
            ["up"] = 1,
            ["status"] = "active",
            ["url"] = $"http://{host}/",
        };
    }

    private JsonMap Terms(JsonMap argument)
    {
        var terms = OntologyOf(argument);
        if (argument.Find("ids") is not JsonList ids || !ids.TrueForAll(id => id is string))
            throw Invalid("ids");
        return Results(argument, ids.Cast<string>().Select(id => terms.TryGetValue(id, out var term) ? term.ToJson(id) : null));
    }

    private JsonMap Ancestors(JsonMap argument)
    {
        var terms = OntologyOf(argument);
        var id = argument.Text("id") ?? throw Invalid("id");
        var limit = Count(argument, "limit", PageSize);
        var offset = Count(argument, "offset", 0);
        return Results(argument, terms.Ancestors(id).Skip(offset).Take(limit).Select(a => new JsonMap { ["term"] = terms[a].ToJson(a) }));
    }

    private Ontology OntologyOf(JsonMap argument)
    {
        var name = argument.ContainsKey("ns") ? argument.Text("ns") ?? "" : "go";
        return _ontologies.TryGetValue(name, out var ontology) ? ontology : throw Invalid($"ns {name}");
    }
}
