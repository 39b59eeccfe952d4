using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Envelope;

/// <summary>What is too much of a body (docs/api/README.md), on a server that takes little.</summary>
public sealed class LimitTests(LimitTests.SmallServer server) : IClassFixture<LimitTests.SmallServer>
{
    private const int Limit = 300_000;
    private const int AnonymousLimit = 2_000;
    private const int InFlight = 150_000;

    /// <summary>A server with small limits.</summary>
    public sealed class SmallServer : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Limits__RequestBytes"] = $"{Limit}",
            ["Limits__AnonymousRequestBytes"] = $"{AnonymousLimit}",
            ["Limits__BytesInFlight"] = $"{InFlight}",
            ["Limits__JsonDepth"] = "10",
        };
    }

    private string Token => $"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n";

    [Theory]
    [InlineData(false, AnonymousLimit)]
    [InlineData(true, Limit)]
    public async Task Body_AnnouncedTooLarge_IsRefusedUnread(bool withToken, int limit)
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);

        // Nothing of the body is sent: the answer comes all the same.
        await connection.SendAsync(Requests.Head(limit + 1, withToken ? Token : ""));

        AssertTooLarge(await connection.ReadAsync(), limit);
    }

    [Theory]
    [InlineData(false, AnonymousLimit)]
    [InlineData(true, Limit)]
    public async Task Body_InChunksTooLarge_IsRefusedAsSoonAsItIs(bool withToken, int limit)
    {
        if (withToken)
            limit = InFlight;
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);

        await connection.SendAsync(Requests.ChunkedHead(withToken ? Token : ""));
        await connection.SendAsync(Requests.Chunk(new string(' ', limit)) + "1\r\n \r\n");

        // With a token the bytes in flight are exhausted before the limit of a body is.
        var answer = await connection.ReadAsync();
        if (withToken)
            AssertBusy(answer);
        else
            AssertTooLarge(answer, limit);
    }

    [Theory]
    [InlineData(false, AnonymousLimit)]
    [InlineData(true, 60_000)]
    public async Task Body_AtTheLimit_IsTaken(bool withToken, int size)
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        var headers = withToken ? Token : "";

        await connection.SendAsync(Requests.Post(Requests.Status.PadRight(size), headers));
        (await connection.ReadAsync()).AssertIsStatus();
        await connection.SendAsync(Requests.ChunkedHead(headers) + Requests.Chunk(Requests.Status.PadRight(size)) + "0\r\n\r\n");
        (await connection.ReadAsync()).AssertIsStatus();
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task NestedBody_ConfiguredLimit_Counts(int depth, bool taken)
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Post(Requests.OfDepth(depth)));

        var answer = await connection.ReadAsync();
        if (taken)
            answer.AssertIsStatus();
        else
            answer.Rpc().AssertError(-32600, "Request is nested deeper than 10 levels");
    }

    [Fact]
    public async Task BytesInFlight_Exhausted_IsBusyAndRoomIsGivenBack()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
            await connection.SendAsync(Requests.Post(Requests.Status.PadRight(InFlight + 50_000), Token));
            AssertBusy(await connection.ReadAsync());
        }

        await AssertRoomAsync();
    }

    [Fact]
    public async Task BytesInFlight_CallersDisconnect_AreGivenBack()
    {
        for (var i = 0; i < 3; i++)
        {
            var patience = Patience.Token();
            while (!await IsTakenAndGivenBackAsync())
                patience.ThrowIfCancellationRequested();
        }

        await AssertRoomAsync();

        // A connection takes more than half of the room, which shows when there is none for another; it is reset then. One whose body stays away for too
        // long is closed by the server before that, on a machine that is busy: then there is nothing to be seen.
        async Task<bool> IsTakenAndGivenBackAsync()
        {
            await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
            await connection.SendAsync(Requests.Head(120_000, Token) + new string(' ', 100_000));
            for (var attempt = 0; attempt < 20; attempt++)
                if (!await HasRoomAsync())
                {
                    connection.Reset();
                    var patience = Patience.Token();
                    while (!await HasRoomAsync())
                        patience.ThrowIfCancellationRequested();
                    return true;
                }

            return false;
        }

        async Task<bool> HasRoomAsync()
        {
            await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
            await connection.SendAsync(Requests.Post(Requests.Status.PadRight(70_000), Token));
            return (await connection.ReadAsync()).Status == 200;
        }
    }

    private static void AssertTooLarge(HttpAnswer answer, int limit)
    {
        Assert.Equal(500, answer.Status);
        Assert.Equal(
            $$"""{"error": {"code": -32600, "name": "Invalid request", "message": "Request body is larger than {{limit}} bytes", "error": null}, "version": "1.1"}""",
            JsonText.Write(JsonText.ParseMap(answer.Rpc().Body)));
        Assert.DoesNotContain("Retry-After", answer.Headers.Keys);
    }

    private static void AssertBusy(HttpAnswer answer)
    {
        Assert.Equal(500, answer.Status);
        Assert.Equal(
            """{"error": {"code": -32008, "name": "Platform State Error", "message": "The platform is busy", "error": null}, "version": "1.1"}""",
            JsonText.Write(JsonText.ParseMap(answer.Rpc().Body)));
        Assert.Equal("1", answer.Headers["Retry-After"]);
    }

    private async Task AssertRoomAsync()
    {
        // Two bodies that do not arrive at once.
        await using var first = await PlainConnection.OpenAsync(server.Process.Url);
        await using var second = await PlainConnection.OpenAsync(server.Process.Url);
        var body = Requests.Status.PadRight(60_000);
        await first.SendAsync(Requests.Head(body.Length, Token) + body[..30_000]);
        await second.SendAsync(Requests.Head(body.Length, Token) + body[..30_000]);
        await first.SendAsync(body[30_000..]);
        await second.SendAsync(body[30_000..]);
        (await first.ReadAsync()).AssertIsStatus();
        (await second.ReadAsync()).AssertIsStatus();
    }
}
