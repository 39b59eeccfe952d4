using System.Text;
using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Abuse;

/// <summary>Requests that take much memory, on a server that may use 512 MB of it.</summary>
public sealed class MemoryTests(MemoryTests.SmallServer server) : IClassFixture<MemoryTests.SmallServer>
{
    private const int LargeBody = 99_000_000;
    private const int AnonymousBody = 900_000;

    /// <summary>A server with the default limits and a small heap, as in a container with little memory.</summary>
    public sealed class SmallServer : StandaloneServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["DOTNET_GCHeapHardLimit"] = "0x20000000",
        };
    }

    /// <summary>Values whose tables, copies or answers are many times as large as they are.</summary>
    public static TheoryData<string, string, string> Greedy => new()
    {
        { "[", "1,", "1]" },
        { "{", "\"\":1,", "\"\":1}" },
        { "[", "{},", "{}]" },
        { "\"", "\u00e9", "\"" },
        { "\"", "\\n", "\"" },
    };

    [Theory]
    [MemberData(nameof(Greedy))]
    public async Task LargeBodies_OfCallersWithTokens_AreAnsweredAndTheServiceGoesOn(string begin, string item, string end)
    {
        using var caller = await GoodCaller.CreateAsync(server.Process.Url, SeedTokens.Of(server.Process).Alice);
        var token = $"Authorization: {SeedTokens.Of(server.Process).Alice}\r\n";
        foreach (var member in new[] { "context", "id", "sample" })
        {
            var body = Body(member, begin, item, end, LargeBody);
            var answers = await Task.WhenAll(SendAsync(body, token, server.Process.Url), SendAsync(body, token, server.Process.Url));
            Assert.All(answers, AssertIsJson);
        }

        await caller.AssertServedAsync(static _ => Task.CompletedTask);
    }

    [Theory]
    [MemberData(nameof(Greedy))]
    public async Task ManyBodies_OfAnonymousCallers_OthersAreServed(string begin, string item, string end)
    {
        using var caller = await GoodCaller.CreateAsync(server.Process.Url, SeedTokens.Of(server.Process).Alice);
        foreach (var member in new[] { "context", "id" })
        {
            var body = Encoding.Latin1.GetString(Body(member, begin, item, end, AnonymousBody));

            await caller.AssertServedAsync(stop => Crowd.RepeatAsync(server.Process.Url, 40, Requests.Head(body.Length) + body, stop));
        }
    }

    [Fact]
    public async Task Memory_AfterTwoLargeBodiesAtATime_IsBoundedAndGivenBack()
    {
        const long MaxPeak = 2_000_000_000;
        await using var large = await ServerProcess.StartAsync(new ServerOptions());
        var token = $"Authorization: {SeedTokens.Of(large).Alice}\r\n";
        var before = large.FindMemory();
        var body = Body("context", "[", """{"key":{"value":1.5,"units":"m"}},""", "1]", LargeBody);

        var answers = await Task.WhenAll(SendAsync(body, token, large.Url), SendAsync(body, token, large.Url));

        Assert.All(answers, AssertIsJson);
        Assert.InRange(large.FindPeakMemory(), before, MaxPeak);
        var patience = Patience.Token();
        while (large.FindMemory() > before + 200_000_000)
            await Task.Delay(100, patience);
    }

    /// <summary>A call that has the value as its id, in a member that means nothing, or as the sample it saves.</summary>
    private static byte[] Body(string member, string begin, string item, string end, int size)
    {
        var (before, after) = member == "sample"
            ? ("""{"id":1,"method":"SampleService.create_sample","params":[{"sample":{"name":"x","node_tree":""", "}}]}")
            : ($$"""{"method":"SampleService.get_sample","params":[{"id":"x"}],"{{member}}":""", "}");
        var text = new StringBuilder(before).Append(begin);
        text.Insert(text.Length, item, (size - text.Length - after.Length - end.Length) / Encoding.UTF8.GetByteCount(item));
        return Encoding.UTF8.GetBytes(text.Append(end).Append(after).ToString());
    }

    private static void AssertIsJson(HttpAnswer answer)
    {
        Assert.True(answer.Status is 200 or 500, $"{answer.Status}");
        Assert.NotEmpty(JsonText.ParseMap(answer.Rpc().Body));
    }

    private static async Task<HttpAnswer> SendAsync(byte[] body, string token, Uri root)
    {
        await using var connection = await PlainConnection.OpenAsync(root);
        await connection.SendAsync(Requests.Head(body.Length, token));
        try
        {
            await connection.SendAsync(body);
        }
        catch (IOException)
        {
            // It was refused before all was sent; the answer is there all the same.
        }

        return await connection.ReadAsync();
    }
}
