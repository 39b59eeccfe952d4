using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Server.Tests.Upstream;
using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Compatibility;

/// <summary>
/// Requests as the clients of KBase send them, byte by byte, and what these read of the answer: the Python client that is generated for each
/// module (requests), the caller of the Java clients (HttpURLConnection, Jackson), and pages (fetch).
/// </summary>
[Collection(KBaseCollection.Name)]
public sealed class OtherClientTests(KBaseServer server)
{
    private const string Token = "token-user1";

    /// <summary>What a client sends.</summary>
    /// <param name="Head">Its headers; {TOKEN} is the token.</param>
    /// <param name="Body">Its body; {ID}, {METHOD} and {PARAMS} are those of the call.</param>
    public sealed record Recorded(string Head, string Body)
    {
        public override string ToString() => Head[..Head.IndexOf('\n', StringComparison.Ordinal)];
    }

    public static TheoryData<Recorded> Clients =>
    [
        // A body that is text has no content type there.
        new Recorded(
            "User-Agent: python-requests/2.32.3\nAccept-Encoding: gzip, deflate\nAccept: */*\nConnection: keep-alive\nAUTHORIZATION: {TOKEN}\n",
            """{"method": "{METHOD}", "params": {PARAMS}, "version": "1.1", "id": "{ID}"}"""),
        // Java says this of every body it is not told the type of. The context is sent along where a version of the service was asked for.
        new Recorded(
            "Authorization: {TOKEN}\nUser-Agent: Java/1.8.0_392\nAccept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2\nConnection: keep-alive\nContent-type: application/x-www-form-urlencoded\n",
            """{"params":{PARAMS},"method":"{METHOD}","version":"1.1","id":"{ID}","context":{"service_ver":"release"}}"""),
        new Recorded(
            "accept: application/json\ncontent-type: application/json\nauthorization: {TOKEN}\norigin: https://narrative.example\nreferer: https://narrative.example/\nsec-fetch-mode: cors\naccept-encoding: gzip, deflate, br, zstd\naccept-language: en\n",
            """{"version":"1.1","method":"{METHOD}","id":"{ID}","params":{PARAMS}}"""),
    ];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Call_WithResult_IsAListOfOneBehindTheIdGiven(Recorded client)
    {
        var answer = await SendAsync(client, "40417628941003237", "SampleService.create_sample", $$"""[{"sample":{{SampleText.Small()}}}]""");

        Assert.Equal(200, answer.Status);
        AssertIsPlainJson(answer);
        var members = JsonText.ParseMap(answer.Rpc().Body);
        Assert.Equal("40417628941003237", members.Text("id"));
        Assert.Equal("1.1", members.Text("version"));
        Assert.Equal(1, Assert.IsType<JsonMap>(Assert.Single(members.List("result"))).Integer("version"));
    }

    /// <summary>The Python client gives the error's members to a constructor by name, and the Java client reads them as texts: another one, or a list, would break them.</summary>
    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Call_Fails_HasFourPlainMembersWithStatus500(Recorded client)
    {
        var answer = await SendAsync(client, "09923419412", "SampleService.get_sample", """[{"id":"f2b6d2b1-8d5c-4c3c-9a57-0c3f7d0c3d55"}]""");

        Assert.Equal(500, answer.Status);
        AssertIsPlainJson(answer);
        var members = JsonText.ParseMap(answer.Rpc().Body);
        Assert.Equal("09923419412", members.Text("id"));
        var error = Assert.IsType<JsonMap>(members["error"]);
        Assert.Equal(["code", "error", "message", "name"], error.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Server error", error.Text("name"));
        Assert.Equal(-32000, error.Integer("code"));
        Assert.StartsWith("Sample service error code 50010 No such sample: ", error.Text("message"), StringComparison.Ordinal);
        Assert.True(error["error"] is null or string);
    }

    /// <summary>All three take an empty or absent result for none.</summary>
    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Call_WithoutResult_IsReadAsNone(Recorded client)
    {
        using var owner = new RpcClient(server.Process.Url, Token);
        var (id, _) = await owner.SaveAsync(SampleText.Small());
        var answer = await SendAsync(client, "1", "SampleService.update_sample_acls", $$"""[{"id":"{{id}}","read":["user2"]}]""");

        Assert.Equal(200, answer.Status);
        AssertIsPlainJson(answer);
        Assert.True(JsonText.ParseMap(answer.Rpc().Body)["result"] is null or JsonList { Count: 0 }, answer.Rpc().Body);
    }

    /// <summary>A browser asks first whether the page may.</summary>
    [Fact]
    public async Task Page_AsksFirst_MaySendItsHeaders()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(
            "OPTIONS / HTTP/1.1\r\nHost: test\r\norigin: https://narrative.example\r\naccess-control-request-method: POST\r\naccess-control-request-headers: authorization,content-type\r\n\r\n");
        var answer = await connection.ReadAsync("OPTIONS");

        Assert.Equal(200, answer.Status);
        Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("authorization,content-type", answer.Headers["Access-Control-Allow-Headers"]);
    }

    private static void AssertIsPlainJson(HttpAnswer answer)
    {
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.DoesNotContain("Content-Encoding", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
    }

    private async Task<HttpAnswer> SendAsync(Recorded client, string id, string method, string parameters)
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        var headers = client.Head.Replace("{TOKEN}", Token, StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        var body = client.Body.Replace("{ID}", id, StringComparison.Ordinal).Replace("{METHOD}", method, StringComparison.Ordinal)
            .Replace("{PARAMS}", parameters, StringComparison.Ordinal);
        await connection.SendAsync(Requests.Post(body, headers));
        return await connection.ReadAsync();
    }
}
