using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Reference;
using SampleService.Server.Tests.Support;
using SampleService.Server.Tests.WebSocket;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Errors;

/// <summary>Calls the doors of servers, and keeps what they answer under the number that it shows.</summary>
internal sealed class ErrorRecord
{
    /// <summary>The codes that the KBase door does not show.</summary>
    private const int FirstPlain = 70000;

    private const int LastPlain = 79999;

    private readonly ConcurrentDictionary<(string Door, string Code), Exchange> _exchanges = [];

    public Exchange? Find(string door, string code) => _exchanges.GetValueOrDefault((door, code));

    /// <summary>Sends a call of a method to all doors; the answer of each shows the code of the catalogue.</summary>
    /// <param name="server">The server.</param>
    /// <param name="token">Who calls.</param>
    /// <param name="code">The code.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="asUser">Whether the operator, who is no user, has to name one.</param>
    public async Task CallAllAsync(ServerProcess server, string token, int code, string method, string parameters, bool asUser = false)
    {
        await CallKBaseAsync(server, token, code, method, parameters);
        await CallGatewayAsync(server, token, code, method, parameters);
        await CallNodeAsync(server, code, method, asUser ? parameters[..^1] + ", \"as_user\": \"alice\"}" : parameters);
    }

    public Task CallKBaseAsync(ServerProcess server, string? token, int code, string method, string parameters) => SendToKBaseAsync(
        server, token, code, $$"""{"version": "1.1", "id": "1", "method": "{{method}}", "params": [{{parameters}}]}""");

    public Task CallGatewayAsync(ServerProcess server, string? token, int code, string method, string parameters) => SendToGatewayAsync(
        server, token, code, $$"""{"jsonrpc": "2.0", "method": "{{method}}", "params": {{parameters}}, "id": 1}""");

    public Task CallNodeAsync(ServerProcess server, int code, string method, string parameters) => SendToNodeAsync(
        server, code, $$"""{"jsonrpc": "2.0", "method": "{{method}}", "params": {{parameters}}, "id": 1}""");

    public async Task SendToKBaseAsync(ServerProcess server, string? token, int code, string body)
    {
        using var client = new RpcClient(server.Url, token);
        var answer = await client.SendAsync(Encoding.UTF8.GetBytes(body));
        Keep("KBase", code, body, answer.Status, answer.Body);
    }

    public async Task SendToGatewayAsync(ServerProcess server, string? token, int code, string body)
    {
        using var client = new SessionClient(server.Url);
        var answer = await client.PostAsync("json-rpc", body, token is null ? [] : [SessionClient.Bearer(token)]);
        Keep("Gateway", code, body, answer.Status, answer.Body);
    }

    public async Task SendToNodeAsync(ServerProcess server, int code, string message)
    {
        using var node = new NodeClient(NodeClient.PathOf(server));
        Keep("Node", code, message, null, await node.AskAsync(message + "\n"));
    }

    /// <summary>Sends a request to the gateway door that it refuses with an error that is no JSON-RPC.</summary>
    public async Task RefuseAsync(
        ServerProcess server, string refusal, string path, string body, params (string Name, string Value)[] headers)
    {
        using var client = new SessionClient(server.Url);
        var answer = await client.PostAsync(path, body, headers);
        Assert.Equal(refusal, answer.Outcome);
        var shown = $"POST /gateway/{path}\n{string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\n"))}";
        _exchanges[("Gateway", refusal)] = Exchange.Of(shown, body, answer.Status, answer.Body);
    }

    /// <summary>Asks for a WebSocket, which the gateway door refuses.</summary>
    public async Task RefuseHandshakeAsync(ServerProcess server, string refusal, (string Name, string Value) header)
    {
        var shown = $"{header.Name}: {header.Value}";
        await using var connection = await PlainConnection.OpenAsync(server.Url);
        await connection.SendAsync(Handshake.Of("GET", shown));
        var answer = await connection.ReadAsync();
        var text = Encoding.UTF8.GetString(answer.Body);
        Assert.Equal(refusal, new SessionAnswer(answer.Status, text, null).Outcome);
        _exchanges[("Gateway", refusal)] = Exchange.Of($"GET /gateway/ws\nUpgrade: websocket\n{shown}", "", answer.Status, text);
    }

    /// <summary>Keeps the answer to several messages on a WebSocket.</summary>
    public void KeepMessages(int code, string[] messages, string answer) => Keep(
        "Gateway", code, string.Join('\n', messages.Select(message => ExampleJson.WriteLine(JsonNode.Parse(message)))), null, answer);

    /// <summary>Keeps an answer under the number of its error, and under the code of the catalogue that it shows.</summary>
    public void Keep(string door, int code, string request, int? status, string answer)
    {
        var exchange = Exchange.Of("", request, status, answer);
        Assert.True(answer.Contains("\"error\"", StringComparison.Ordinal), $"{door} {code}: {answer}");
        var shown = CodesOf(JsonNode.Parse(answer)!);
        if (door == "KBase" && code is >= FirstPlain and <= LastPlain && shown is [-32000])
            shown = [-32000, code];
        Assert.True(shown.Contains(code), $"{door} {code}: {answer}");
        _exchanges[(door, code.ToString(CultureInfo.InvariantCulture))] = exchange;
        foreach (var each in shown)
            _exchanges.TryAdd((door, each.ToString(CultureInfo.InvariantCulture)), exchange);
    }

    /// <summary>The number of the error, and the code that its data or its message has.</summary>
    private static int[] CodesOf(JsonNode answer)
    {
        var error = (answer is JsonArray list ? list.First(item => item!["error"] is not null)! : answer)["error"]!;
        var data = error["data"] is JsonArray causes ? causes[0] : error["data"];
        var words = ((string?)error["message"] ?? "").Split(' ');
        var inner = data?["code"] is { } code ? (int)code
            : words is ["Sample", "service", "error", "code", var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture)
            : 0;
        return inner == 0 ? [(int)error["code"]!] : [(int)error["code"]!, inner];
    }
}
