using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Abuse;

/// <summary>Bodies that stall, are huge, or never end.</summary>
public sealed class UploadTests(UploadTests.ImpatientServer server) : IClassFixture<UploadTests.ImpatientServer>
{
    private const int AnonymousLimit = 1_000_000;
    private const string Invented = "Authorization: sst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n";

    /// <summary>A server that soon loses patience, and has little room.</summary>
    public sealed class ImpatientServer : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["Limits__BytesInFlight"] = "16000000",
            ["Limits__BodyStallSeconds"] = "2",
            ["Limits__AnonymousBodySeconds"] = "2",
        };
    }

    [Theory]
    [InlineData("")]
    [InlineData(Invented)]
    public async Task BodiesThatStall_OnManyConnections_HoldNoRoom(string token)
    {
        // Each of them once held 64 kB: more than there is.
        await using var quiet = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Limits__BytesInFlight"] = "16000000", ["Limits__BodyStallSeconds"] = "60" },
        });
        using var caller = await GoodCaller.CreateAsync(quiet.Url, SeedTokens.Of(quiet).Alice);

        await caller.AssertServedAsync(end => Crowd.StayAsync(quiet.Url, 400, _ => Requests.Head(900_000, token) + "0123456789", end));
    }

    [Fact]
    public async Task LongBody_InventedToken_IsRefusedByItsHead()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);

        // Nothing of the body is sent: the answer comes all the same.
        await connection.SendAsync(Requests.Head(50_000_000, Invented));

        AssertTooLarge(await connection.ReadAsync());
    }

    [Fact]
    public async Task LongBodyInChunks_InventedToken_IsRefusedAtTheLimitOfAnonymousCallers()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);

        await connection.SendAsync(Requests.ChunkedHead(Invented) + Requests.Chunk(new string(' ', AnonymousLimit)) + "1\r\n \r\n");

        AssertTooLarge(await connection.ReadAsync());
    }

    [Fact]
    public async Task LongBody_ValidTokenThatWasNotSeenYet_IsTaken()
    {
        var (user, _) = await server.NewUserAsync();
        var client = server.Client(await server.NewTokenAsync(user));

        Assert.Equal(1, (await client.SaveAsync(SampleText.OfSize(3_000_000))).Version);
    }

    [Fact]
    public async Task Body_StallsAfterAFastBeginning_IsCutOff()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Head(3_000_000, $"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n") + new string(' ', 2_000_000));

        // On average it is as fast as one could wish, for a long time yet.
        var answer = await connection.ReadAsync();

        Assert.Equal((408, 0), (answer.Status, answer.Body.Length));
    }

    [Fact]
    public async Task Body_OfAnonymousCallerTakesTooLong_IsCutOff()
    {
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Head(AnonymousLimit));
        var answered = connection.ReadAsync();
        var piece = new string(' ', 10_000);
        for (var sent = 0; sent + piece.Length < AnonymousLimit && !answered.IsCompleted; sent += piece.Length)
        {
            try
            {
                await connection.SendAsync(piece);
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(answered, Task.Delay(100));
        }

        Assert.Equal(408, (await answered).Status);
    }

    [Fact]
    public async Task Body_OfCallerWithTokenTakesAsLong_IsTaken()
    {
        var token = $"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n";
        var body = Requests.Status.PadRight(600_000);
        await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
        await connection.SendAsync(Requests.Head(body.Length, token));
        foreach (var piece in body.Chunk(10_000))
        {
            await connection.SendAsync(new string(piece));
            await Task.Delay(50);
        }

        (await connection.ReadAsync()).AssertIsStatus();
    }

    private static void AssertTooLarge(HttpAnswer answer)
    {
        Assert.Equal(500, answer.Status);
        answer.Rpc().AssertError(-32600, $"Request body is larger than {AnonymousLimit} bytes");
        Assert.DoesNotContain("Retry-After", answer.Headers.Keys);
        Assert.Null(JsonText.ParseMap(answer.Rpc().Body).Find("id"));
    }
}
