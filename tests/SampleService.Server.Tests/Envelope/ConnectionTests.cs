using System.Text;
using SampleService.Server.Tests.Standalone;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Envelope;

/// <summary>How bytes come and go: in chunks, slowly, one request after another, cut off.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class ConnectionTests(StandaloneServer server)
{
    [Fact]
    public async Task ChunkedBody_InManyPieces_IsRead()
    {
        await using var connection = await OpenAsync();
        await connection.SendAsync(Requests.ChunkedHead());
        foreach (var piece in Requests.Status.Chunk(7))
            await connection.SendAsync(Requests.Chunk(new string(piece)));
        await connection.SendAsync("0\r\nTrailer: x\r\n\r\n");

        (await connection.ReadAsync()).AssertIsStatus();
    }

    [Fact]
    public async Task ChunkedBody_Large_IsReadWhole()
    {
        var (id, version) = await SaveChunkedAsync(SampleText.OfSize(700_000));

        Assert.Equal(1, version);
        var sample = await server.Alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        Assert.Equal("large", sample.Text("name"));
    }

    [Fact]
    public async Task ChunkedBody_Empty_IsAParseError()
    {
        await using var connection = await OpenAsync();
        await connection.SendAsync(Requests.ChunkedHead() + "0\r\n\r\n");

        (await connection.ReadAsync()).Rpc().AssertError(-32700, "Expecting value: line 1 column 1 (char 0)");
    }

    [Fact]
    public async Task Body_ByteByByte_IsReadAndOthersAreAnsweredMeanwhile()
    {
        await using var slow = await OpenAsync();
        await using var other = await OpenAsync();
        await slow.SendAsync(Requests.Head(Requests.Status.Length));
        foreach (var c in Requests.Status)
        {
            await slow.SendAsync(c.ToString());
            await other.SendAsync(Requests.Post(Requests.Status));
            (await other.ReadAsync()).AssertIsStatus();
        }

        (await slow.ReadAsync()).AssertIsStatus();
    }

    [Fact]
    public async Task PipelinedRequests_OneConnection_AreAnsweredInOrder()
    {
        const int Count = 50;
        await using var connection = await OpenAsync();
        var ids = Enumerable.Range(1, Count).Select(i => $"call {i}").ToArray();

        await connection.SendAsync(string.Concat(ids.Select(id => Requests.Post(Requests.Status.Replace("\"1\"", $"\"{id}\"", StringComparison.Ordinal)))));

        var calls = new HashSet<string>();
        foreach (var id in ids)
        {
            var answer = await connection.ReadAsync();
            answer.AssertIsStatus(id);
            calls.Add(answer.Headers["X-Call-Id"]);
        }

        Assert.Equal(Count, calls.Count);
    }

    [Fact]
    public async Task PipelinedRequests_AfterErrors_AreAnswered()
    {
        await using var connection = await OpenAsync();
        await connection.SendAsync(Requests.Post("{") + Requests.Post("") + Requests.Post("[]") + Requests.Post(Requests.OfDepth(65)) + Requests.Post(Requests.Status));

        (await connection.ReadAsync()).Rpc().AssertError(-32700, "The body is not JSON: line 1 column 2");
        (await connection.ReadAsync()).Rpc().AssertError(-32700, "Expecting value: line 1 column 1 (char 0)");
        (await connection.ReadAsync()).Rpc().AssertError(-32600, "a batch is not taken here");
        (await connection.ReadAsync()).Rpc().AssertError(-32600, "Request is nested deeper than 64 levels");
        (await connection.ReadAsync()).AssertIsStatus();
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public async Task NestedBody_UpToTheLimit_IsTaken(int depth, bool taken)
    {
        await using var connection = await OpenAsync();
        await connection.SendAsync(Requests.Post(Requests.OfDepth(depth)));

        var answer = await connection.ReadAsync();
        if (taken)
            answer.AssertIsStatus();
        else
            Assert.Equal(
                """{"error": {"code": -32600, "name": "Invalid request", "message": "Request is nested deeper than 64 levels", "error": null}, "version": "1.1"}""",
                JsonText.Write(JsonText.ParseMap(answer.Rpc().Body)));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    [InlineData(64 * 1024)]
    [InlineData(70_000)]
    [InlineData(130_000)]
    [InlineData(1_200_000)]
    [InlineData(9_000_000)]
    public async Task Answer_OfAnySize_ArrivesWhole(int size)
    {
        var sample = SampleText.OfSize(size);
        var (id, _) = await server.Alice.SaveAsync(sample);
        var body = RpcClient.Body("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        await using var connection = await OpenAsync();

        // Twice on one connection: what is left of the first answer would spoil the second.
        for (var i = 0; i < 2; i++)
        {
            await connection.SendAsync(Requests.Post(body, $"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n"));
            var answer = await connection.ReadAsync();
            Assert.True(answer.Body.Length > size * 9L / 10);
            var nodes = Assert.IsType<JsonMap>(answer.Rpc().Result).List("node_tree").Cast<JsonMap>();
            Assert.Equal(
                JsonText.Write(JsonText.ParseMap(sample).List("node_tree").Cast<JsonMap>().Last().Find("meta_user")),
                JsonText.Write(nodes.Last().Find("meta_user")));
        }
    }

    [Fact]
    public async Task Callers_DisconnectingAtAnyMoment_LeaveTheServerAnswering()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.OfSize(2_000_000));
        var get = Requests.Post(RpcClient.Body("SampleService.get_sample", $$"""{"id":"{{id}}"}"""), $"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n");
        foreach (var bytes in new[] { "", "POST / HT", Requests.Head(1000), Requests.Head(100_000) + new string('x', 70_000), Requests.ChunkedHead() + "5\r\nab", get })
        {
            for (var i = 0; i < 10; i++)
            {
                await using var connection = await OpenAsync();
                await connection.SendAsync(bytes);
                if (i % 2 == 0)
                    connection.Reset();
            }
        }

        await using var next = await OpenAsync();
        await next.SendAsync(Requests.Post(Requests.Status));
        (await next.ReadAsync()).AssertIsStatus();
        var unhandled = server.Process.Output.Split('\n').FirstOrDefault(line => line.Contains("unhandled exception", StringComparison.Ordinal));
        Assert.True(unhandled is null, unhandled);
    }

    [Fact]
    public async Task BrokenHttp_IsRefusedAndTheServerGoesOn()
    {
        foreach (var bytes in new[] { "nonsense\r\n\r\n", "POST / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", Requests.ChunkedHead() + "zz\r\n" })
        {
            await using var connection = await OpenAsync();
            await connection.SendAsync(bytes);
            Assert.Equal(400, (await connection.ReadAsync()).Status);
        }

        await using var next = await OpenAsync();
        await next.SendAsync(Requests.Post(Requests.Status));
        (await next.ReadAsync()).AssertIsStatus();
    }

    [Theory]
    [InlineData("zz")]
    [InlineData("-1")]
    [InlineData("80000000")]
    [InlineData("ffffffffffffffffff")]
    public async Task ChunkSize_NoNumber_IsRefusedAndNotLoggedAsError(string size)
    {
        await using var connection = await OpenAsync();
        await connection.SendAsync(Requests.ChunkedHead() + "5\r\nabcde\r\n" + size + "\r\n");

        var answer = await connection.ReadAsync();

        Assert.Equal((400, 0), (answer.Status, answer.Body.Length));
        var call = answer.Headers["X-Call-Id"];
        await server.Process.WaitForOutputAsync("call=" + call, Patience.Token());
        var lines = server.Process.Output.Split('\n').Where(line => line.Contains(call, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(lines, line => line.Contains(" fail", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("400", StringComparison.Ordinal));
        Assert.DoesNotContain("unhandled exception", server.Process.Output, StringComparison.Ordinal);
    }

    private Task<PlainConnection> OpenAsync() => PlainConnection.OpenAsync(server.Process.Url);

    private async Task<(string Id, int Version)> SaveChunkedAsync(string sample)
    {
        await using var connection = await OpenAsync();
        await connection.SendAsync(Requests.ChunkedHead($"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n"));
        var body = RpcClient.Body("SampleService.create_sample", $$"""{"sample":{{sample}}}""");
        foreach (var piece in body.Chunk(50_000))
            await connection.SendAsync(Requests.Chunk(new string(piece)));
        await connection.SendAsync("0\r\n\r\n");
        var saved = Assert.IsType<JsonMap>((await connection.ReadAsync()).Rpc().Result);
        return (saved.RequiredText("id"), saved.Integer("version"));
    }
}
