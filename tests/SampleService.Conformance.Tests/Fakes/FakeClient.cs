using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Fakes;

/// <summary>Calls a stand-in as a service would.</summary>
internal static class FakeClient
{
    public static async Task<(int Status, string Body)> SendAsync(Uri root, string verb, string path, string? token = null, string? body = null)
    {
        KeyValuePair<string, string>[] headers = token is null ? [] : [new("authorization", token)];
        var answer = await new PlainHttpClient(root).SendAsync(verb, path, headers, body is null ? null : JsonText.ToUtf8(body));
        Assert.NotNull(answer);
        return (answer.Status, System.Text.Encoding.UTF8.GetString(answer.Body));
    }

    /// <summary>The only element of a JSON-RPC result, or the message of the error.</summary>
    public static async Task<object?> CallAsync(Uri root, string method, string parameter, string? token = null)
    {
        var (status, body) = await SendAsync(root, "POST", "/", token, $$"""{"version": "1.1", "id": "1", "method": "{{method}}", "params": [{{parameter}}]}""");
        var answer = JsonText.ParseMap(body);
        return status == 200 ? Assert.Single(answer.List("result")) : answer.Map("error")!.Find("message");
    }
}
