using System.Text;
using System.Text.Json;

namespace SampleService.Bench;

/// <summary>Makes the calls that prepare a figure, and the requests that are measured.</summary>
internal sealed class RpcCaller(Uri server, string token) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server };

    /// <summary>The body of a call.</summary>
    /// <param name="method">Its name; without a module one of SampleService.</param>
    /// <param name="argument">Its argument as JSON.</param>
    private static string Body(string method, string argument) =>
        $$"""{"version":"1.1","id":"1","method":"{{(method.Contains('.', StringComparison.Ordinal) ? method : $"SampleService.{method}")}}","params":[{{argument}}]}""";

    /// <summary>The result of a call that has to succeed.</summary>
    public async Task<JsonElement> CallAsync(string method, string argument)
    {
        var answer = JsonDocument.Parse(await SendAsync(Body(method, argument))).RootElement;
        var result = answer.GetProperty("result");
        return result.ValueKind == JsonValueKind.Array ? result[0] : result;
    }

    /// <summary>The answer to a call, an error or not, on a connection of its own.</summary>
    public async Task<byte[]> SendAsync(string method, string argument, TimeSpan longest)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server, Timeout = longest };
        using var response = await SendAsync(http, Body(method, argument), "/", token);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Saves a sample and gives its id.</summary>
    public async Task<Guid> CreateSampleAsync() =>
        (await CallAsync("create_sample", BenchSample.CreateArgument)).GetProperty("id").GetGuid();

    /// <summary>Requests of one method with these arguments. The first is made, and the answers to all have the length of its answer.</summary>
    public async Task<LoadRequests> RequestsAsync(string method, IReadOnlyList<string> arguments) =>
        Requests(method, arguments, (await SendAsync(Body(method, arguments[0]))).Length);

    /// <summary>Requests of one method with these arguments, whose answers have this length.</summary>
    public LoadRequests Requests(string method, IReadOnlyList<string> arguments, int answerLength) =>
        new([.. arguments.Select(argument => LoadRequests.Http(token, Body(method, argument)))], answerLength);

    /// <summary>One request that is sent to the gateway door again and again.</summary>
    /// <param name="body">A call or a batch in JSON-RPC 2.0.</param>
    public async Task<LoadRequests> GatewayRequestAsync(string body)
    {
        const string Path = "/gateway/json-rpc";
        var answer = await SendAsync(body, Path, $"Bearer {token}");
        return new LoadRequests([LoadRequests.Http($"Bearer {token}", body, Path)], answer.Length);
    }

    /// <summary>The same caller at another server.</summary>
    public RpcCaller To(Uri other) => new(other, token);

    public void Dispose() => _http.Dispose();

    private Task<byte[]> SendAsync(string body) => SendAsync(body, "/", token);

    private async Task<byte[]> SendAsync(string body, string path, string authorization)
    {
        using var response = await SendAsync(_http, body, path, authorization);
        var answer = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? answer : throw new LoadException(Encoding.UTF8.GetString(answer));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string body, string path, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await http.SendAsync(request);
    }
}
