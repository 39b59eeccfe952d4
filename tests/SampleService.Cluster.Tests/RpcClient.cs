using System.Text;
using System.Text.Json;

namespace SampleService.Cluster.Tests;

/// <summary>Calls methods of the service.</summary>
internal sealed class RpcClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public async Task<Answer> CallAsync(Uri server, string user, string method, object argument)
    {
        var body = JsonSerializer.Serialize(new { version = "1.1", id = "1", method = "SampleService." + method, @params = new[] { argument } });
        using var request = new HttpRequestMessage(HttpMethod.Post, server) { Content = new StringContent(body, Encoding.UTF8) };
        request.Headers.TryAddWithoutValidation("Authorization", "token-" + user);
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        if (answer.RootElement.TryGetProperty("error", out var error))
            return new Answer(null, error.GetProperty("message").GetString());
        var result = answer.RootElement.GetProperty("result");
        return new Answer(result.ValueKind == JsonValueKind.Array ? result[0].Clone() : null, null);
    }

    /// <summary>Calls a method through the gateway door.</summary>
    public async Task<Answer> CallGatewayAsync(Uri server, string user, string method, object? parameters)
    {
        var body = parameters is null
            ? JsonSerializer.Serialize(new { jsonrpc = "2.0", id = 1, method })
            : JsonSerializer.Serialize(new { jsonrpc = "2.0", id = 1, method, @params = parameters });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "gateway/json-rpc"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer token-" + user);
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return answer.RootElement.TryGetProperty("error", out var error)
            ? new Answer(null, error.ToString())
            : new Answer(answer.RootElement.GetProperty("result").Clone(), null);
    }

    public void Dispose() => _http.Dispose();
}
