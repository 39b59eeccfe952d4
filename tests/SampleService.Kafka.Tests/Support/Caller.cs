using System.Text;
using System.Text.Json;

namespace SampleService.Kafka.Tests.Support;

/// <summary>Calls a server as user1 of the stand-ins of KBase.</summary>
internal sealed class Caller(Uri server) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>The result of a call that has to succeed.</summary>
    public async Task<JsonElement> CallAsync(string method, object argument)
    {
        using var body = new StringContent(
            JsonSerializer.Serialize(new { version = "1.1", id = "1", method = "SampleService." + method, @params = new[] { argument } }), Encoding.UTF8);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = body };
        request.Headers.TryAddWithoutValidation("Authorization", "token-user1");
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.False(answer.RootElement.TryGetProperty("error", out var error), error.ToString());
        var result = answer.RootElement.GetProperty("result");
        return result.ValueKind == JsonValueKind.Array ? result[0].Clone() : default;
    }

    /// <summary>Saves a sample, or a version of one; gives the id.</summary>
    public async Task<string> SaveAsync(string? id = null) => (await CallAsync("create_sample", new
    {
        sample = new { id, name = "sample", node_tree = new[] { new { id = "root", type = "BioReplicate" } } },
    })).GetProperty("id").GetString()!;

    /// <summary>Links a data unit to a sample, in the place of another link if it has one; gives the id of the link.</summary>
    public async Task<string> LinkAsync(string upa, string sample, int version) => (await CallAsync("create_data_link", new
    {
        upa,
        id = sample,
        version,
        node = "root",
        update = 1,
        as_admin = false,
    })).GetProperty("new_link").GetProperty("linkid").GetString()!;

    public void Dispose() => _http.Dispose();
}
