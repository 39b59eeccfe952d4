using System.IO.Compression;
using System.Text;
using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Envelope;

/// <summary>Status line and headers of every answer (docs/api/README.md).</summary>
[Collection(StandaloneCollection.Name)]
public sealed class HeaderTests(StandaloneServer server)
{
    private static readonly string[] Always =
    [
        "Access-Control-Allow-Headers", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Length",
        "Content-Type", "Date", "X-Call-Id",
    ];

    public static TheoryData<string, string, string?, int> Calls => new()
    {
        { "POST", "/", Requests.Status, 200 },
        { "POST", "/", """{"method":"SampleService.status","params":[]}""", 200 },
        { "POST", "/", """{"id":1,"method":"SampleService.none","params":[]}""", 500 },
        { "POST", "/", """{"id":1,"method":"SampleService.create_sample","params":[{}]}""", 500 },
        { "POST", "/", "no JSON", 500 },
        { "POST", "/", "", 500 },
        { "GET", "/", null, 500 },
        { "HEAD", "/", null, 500 },
        { "OPTIONS", "/", null, 200 },
        { "OPTIONS", "/any/path?q=1", "body that nobody reads", 200 },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Answer_AnyCall_HasTheHeadersOfTheContractAndNoOthers(string verb, string path, string? body, int status)
    {
        var answer = await SendAsync(verb, path, body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(Always, answer.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("authorization", answer.Headers["Access-Control-Allow-Headers"]);
        Assert.Equal("X-Call-Id", answer.Headers["Access-Control-Expose-Headers"]);
        if (verb == "OPTIONS" || (verb == "POST" && body!.StartsWith("""{"method""", StringComparison.Ordinal)))
            Assert.Equal("0", answer.Headers["Content-Length"]);
    }

    [Theory]
    [InlineData("POST", "x-custom, Authorization")]
    [InlineData("OPTIONS", "content-type")]
    [InlineData("GET", "a,b , c")]
    public async Task AllowedHeaders_AskedFor_AreGivenAsTheyCame(string verb, string asked) =>
        Assert.Equal(asked, (await SendAsync(verb, "/", null, ("Access-Control-Request-Headers", asked))).Headers["Access-Control-Allow-Headers"]);

    [Theory]
    [InlineData("x-\u00c3\u00a9")]
    [InlineData("x-\u00f0\u009f\u0098\u0080")]
    public async Task AllowedHeaders_AskedForInUtf8_AnswerCanStillBeSent(string asked)
    {
        var answer = await SendAsync("POST", "/", Requests.Status, ("Access-Control-Request-Headers", asked));

        answer.AssertIsStatus();
        Assert.Equal("authorization", answer.Headers["Access-Control-Allow-Headers"]);
    }

    [Theory]
    [InlineData("User-Agent")]
    [InlineData("Cookie")]
    [InlineData("Referer")]
    [InlineData("Accept")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Real-IP")]
    [InlineData("Content-Type")]
    [InlineData("Content-Encoding")]
    [InlineData("Access-Control-Request-Headers")]
    [InlineData("Authorization")]
    [InlineData("X-Of-Somebody")]
    public async Task Header_BytesThatAreNoUtf8_IsAnswered(string name)
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Post(Requests.Status, $"{name}: x-\u00e9\u00ff\u0080\r\n"));

        (await connection.ReadAsync()).AssertIsStatus();
    }

    [Theory]
    [InlineData("GET", "/", "text/html,application/xhtml+xml,*/*;q=0.8", true)]
    [InlineData("GET", "/index.html", "text/html", true)]
    [InlineData("GET", "/", "Text/HTML;q=0.1, */*", true)]
    [InlineData("GET", "/", "text/html;q=0", false)]
    [InlineData("GET", "/", "text/plain, */*", false)]
    [InlineData("GET", "/", "nonsense;;;", false)]
    [InlineData("GET", "/", null, false)]
    [InlineData("PUT", "/", "text/html", false)]
    public async Task Get_ByABrowser_IsAPage(string verb, string path, string? accept, bool isPage)
    {
        var answer = accept is null ? await SendAsync(verb, path, null) : await SendAsync(verb, path, null, ("Accept", accept));

        Assert.Equal(isPage ? 200 : 500, answer.Status);
        Assert.Equal(isPage ? "text/html; charset=utf-8" : "application/json", answer.Headers["Content-Type"]);
        if (isPage)
            Assert.Contains("<h1>Sample Service ", answer.Rpc().Body, StringComparison.Ordinal);
        else
            answer.Rpc().AssertError(-32700, "Expecting value: line 1 column 1 (char 0)");
    }

    [Fact]
    public async Task Get_WithABodyByABrowser_IsACall() =>
        (await SendAsync("GET", "/", Requests.Status, ("Accept", "text/html"))).AssertIsStatus();

    [Fact]
    public async Task CompressedBody_IsRefusedByName()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Requests.Status));

        var answer = await new PlainHttpClient(server.Process.Url)
            .SendAsync("POST", "/", [KeyValuePair.Create("Content-Encoding", "gzip")], packed.ToArray());

        answer!.Rpc().AssertError(-32700, "The body has the Content-Encoding gzip, which is not taken here: send it as it is");
    }

    [Fact]
    public async Task CallId_EachAnswer_IsUniqueAndNotTakenFromTheCaller()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            var answer = await SendAsync(i % 2 == 0 ? "POST" : "OPTIONS", "/", Requests.Status, ("X-Call-Id", "of-the-caller"), ("X-Request-Id", "of-the-caller"));
            Assert.True(ids.Add(answer.Headers["X-Call-Id"]));
        }

        Assert.DoesNotContain("of-the-caller", ids);
        Assert.DoesNotContain("of-the-caller", server.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallId_OfAnAnswer_IsInTheLog()
    {
        var id = (await SendAsync("POST", "/", Requests.Status)).Headers["X-Call-Id"];

        await server.Process.WaitForOutputAsync("call=" + id, Patience.Token());
    }

    [Fact]
    public async Task Compression_AskedFor_IsNotUsed()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.OfSize(100_000));
        var body = RpcClient.Body("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        var token = SeedTokens.Of(server.Process).Alice;
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);

        await connection.SendAsync(Requests.Post(body, $"Authorization: {token}\r\nAccept-Encoding: gzip, deflate, br\r\n"));

        var answer = await connection.ReadAsync();
        Assert.Equal(Always, answer.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.NotNull(answer.Rpc().Result);
    }

    [Theory]
    [InlineData("PUT", "/")]
    [InlineData("DELETE", "/a/b/c")]
    [InlineData("PATCH", "/services/sample_service")]
    [InlineData("GET", "/?x=%00&y")]
    [InlineData("BREW", "/coffee")]
    [InlineData("POST", "/health/live")]
    [InlineData("POST", "/index.html")]
    [InlineData("POST", "/%2e%2e/%2e%2e/etc/passwd")]
    public async Task AnyVerbAndPath_WithACall_IsACall(string verb, string path) =>
        (await SendAsync(verb, path, Requests.Status)).AssertIsStatus();

    [Fact]
    public async Task Head_WithACall_HasTheHeadersOfItsAnswerAndNoBody()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);

        await connection.SendAsync(Requests.Post(Requests.Status).Replace("POST", "HEAD", StringComparison.Ordinal));
        var head = await connection.ReadAsync("HEAD");
        await connection.SendAsync(Requests.Post(Requests.Status));
        var post = await connection.ReadAsync();

        Assert.Equal(200, head.Status);
        Assert.Equal(Always, head.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(post.Headers["Content-Length"], head.Headers["Content-Length"]);
        post.AssertIsStatus();
    }

    private async Task<HttpAnswer> SendAsync(string verb, string path, string? body, params (string Name, string Value)[] headers) =>
        await new PlainHttpClient(server.Process.Url).SendAsync(
            verb, path, headers.Select(h => KeyValuePair.Create(h.Name, h.Value)), body is null ? null : Encoding.UTF8.GetBytes(body))
        ?? throw new IOException("no answer");
}
