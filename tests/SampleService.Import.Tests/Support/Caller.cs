using System.Text;
using System.Text.Json.Nodes;

namespace SampleService.Import.Tests.Support;

/// <summary>Calls a server as any user of the stand-ins of KBase.</summary>
internal sealed class Caller(Uri server) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>The status and the body of an answer.</summary>
    /// <param name="user">Who calls; null for nobody.</param>
    /// <param name="method">The method, without the name of the service.</param>
    /// <param name="argument">Its argument, JSON.</param>
    public async Task<string> AnswerAsync(string? user, string method, string argument)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("{\"version\":\"1.1\",\"id\":\"1\",\"method\":\"SampleService." + method + "\",\"params\":[" + argument + "]}", Encoding.UTF8),
        };
        if (user is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "token-" + user);
        using var response = await _http.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    /// <summary>The result of a call that has to succeed.</summary>
    public async Task<JsonNode?> ResultAsync(string? user, string method, string argument)
    {
        var answer = await AnswerAsync(user, method, argument);
        Assert.StartsWith("200 ", answer, StringComparison.Ordinal);
        return JsonNode.Parse(answer[4..])!["result"] is JsonArray list ? list[0] : null;
    }

    public void Dispose() => _http.Dispose();
}
