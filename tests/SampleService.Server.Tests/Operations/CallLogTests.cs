using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>The log has one line of each call, whatever becomes of it.</summary>
public sealed class CallLogTests
{
    [Fact]
    public async Task CallLog_CallsOfEveryKind_HasExactlyOneLineOfEach()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { ["Limits__AnonymousRequestBytes"] = "2000" },
        });
        var token = SeedTokens.Of(server).Alice;
        var outcomes = new Dictionary<string, string>();
        using var alice = new RpcClient(server.Url, token);
        using var stranger = new RpcClient(server.Url);
        async Task Expect(Task<RpcAnswer> call, string line) => outcomes.Add((await call).CallId, line);

        await Expect(alice.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}"""), "SampleService.create_sample user=alice outcome=0");
        await Expect(alice.CallAsync("SampleService.get_sample", """{"id":"x"}"""), "SampleService.get_sample user=alice outcome=30001");
        await Expect(stranger.CallAsync("SampleService.create_sample", "{}"), "SampleService.create_sample user=- outcome=401");
        await Expect(stranger.CallAsync("SampleService.status"), "SampleService.status user=- outcome=0");
        await Expect(stranger.CallAsync("No.such\\nmethod", "{}"), @"No\.such\\u000amethod user=- outcome=-32601 why=""No\.such\\u000amethod is not known here""");
        await Expect(alice.CallAsync("get_sample", "{}"), @"get_sample user=alice outcome=-32601 why=""get_sample is not known here; near names: SampleService\.get_sample""");
        await Expect(stranger.SendAsync("{"u8.ToArray()), @"- user=- outcome=-32700 why=""The body is not JSON: line 1 column 2""");
        await Expect(stranger.SendAsync([]), @"- user=- outcome=-32700 why=""there is no body; a call is sent with POST""");
        await Expect(stranger.SendAsync("[]"u8.ToArray()), @"- user=- outcome=-32600 why=""a batch is not taken here""");
        await Expect(stranger.SendAsync(new byte[2001]), "- user=- outcome=-32600");
        await Expect(stranger.SendAsync("""{"method":"SampleService.status","params":[]}"""u8.ToArray()), "SampleService.status user=- outcome=0");
        await using (var broken = await PlainConnection.OpenAsync(server.Url))
        {
            await broken.SendAsync(Requests.ChunkedHead() + "zz\r\n");
            var answer = await broken.ReadAsync();
            Assert.Equal(400, answer.Status);
            outcomes.Add(answer.Headers["X-Call-Id"], "- user=- outcome=400");
        }

        await using (var preflight = await PlainConnection.OpenAsync(server.Url))
        {
            await preflight.SendAsync("OPTIONS / HTTP/1.1\r\nHost: test\r\n\r\n");
            Assert.Equal(200, (await preflight.ReadAsync("OPTIONS")).Status);
        }

        await GoAwayWithinABodyAsync(server.Url);

        await server.WaitForOutputAsync("outcome=499", Patience.Token());
        Assert.True(await server.StopAsync());
        var lines = server.Output.Split('\n').Where(line => line.Contains("[1001]", StringComparison.Ordinal)).ToArray();
        foreach (var (id, expected) in outcomes)
        {
            var line = Assert.Single(lines, line => line.EndsWith($" call={id}", StringComparison.Ordinal));
            var parts = expected.Split(" outcome=");
            Assert.Matches($@"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z info: SampleService\.JsonRpc\.Dispatcher\[1001\] {parts[0]} from=127\.0\.0\.1 ms=\d+\.\d outcome={parts[1]} call=[0-9a-f-]+$", line);
        }

        Assert.Single(lines, line => line.Contains("outcome=499", StringComparison.Ordinal));
        // Besides these only status: of the start, and the one above.
        Assert.All(
            lines.Where(line => !outcomes.Keys.Any(id => line.EndsWith($" call={id}", StringComparison.Ordinal)) && !line.Contains("outcome=499", StringComparison.Ordinal)),
            line => Assert.Contains("SampleService.status user=-", line, StringComparison.Ordinal));
        Assert.Equal(lines.Length, lines.Select(line => line.Split(" call=")[1]).Distinct().Count());
    }

    /// <summary>Breaks off once the server has begun to read the body: it says so with 100 Continue.</summary>
    private static async Task GoAwayWithinABodyAsync(Uri server)
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(server.Host, server.Port);
        var stream = caller.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Requests.Head(1000, "Expect: 100-continue\r\n")));
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer, Patience.Token());
        Assert.Equal("HTTP/1.1 100", Encoding.ASCII.GetString(answer));
        caller.Client.LingerState = new LingerOption(true, 0);
        // Not the client: that would end the connection in good order first.
        caller.Client.Close();
    }

    [Fact]
    public async Task CallLog_ManyCallsAndTermination_LosesNoLineAndKeepsTheirOrder()
    {
        const int Calls = 2_000;
        await using var server = await ServerProcess.StartAsync(new ServerOptions { OutputKept = 10_000_000 });
        await using var connection = await PlainConnection.OpenAsync(server.Url);
        var ids = new List<string>();
        for (var i = 0; i < Calls; i += 100)
        {
            await connection.SendAsync(string.Concat(Enumerable.Repeat(Requests.Post(Requests.Status), 100)));
            for (var k = 0; k < 100; k++)
                ids.Add((await connection.ReadAsync()).Headers["X-Call-Id"]);
        }

        Assert.True(await server.StopAsync());
        var logged = server.Output.Split('\n').Where(line => line.Contains("[1001]", StringComparison.Ordinal)).Select(line => line.Split(" call=")[1]);
        Assert.Equal(ids, logged.Where(ids.ToHashSet().Contains));
    }

    [Fact]
    public async Task CallLog_CallerGoesWhileTheMethodRuns_HasOneLineWithMethodAndUser()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1);
        await using var server = await ServerProcess.StartAsync(new ServerOptions { DeployConfig = DeployConfig.For(fakes) });
        using (var warm = new RpcClient(server.Url, "token-user1"))
            await warm.SaveAsync(SampleText.Small());
        using var held = fakes.Workspace.Hold();
        await using var connection = await PlainConnection.OpenAsync(server.Url);
        await connection.SendAsync(Requests.Post(
            RpcClient.Body("SampleService.get_data_links_from_data", """{"upa":"1/1/1"}"""), "Authorization: token-user1\r\n"));
        await held.WaitForAsync(1, Patience.Token());

        connection.Reset();

        var line = Assert.Single(await server.LinesWithAsync("outcome=499"));
        Assert.Contains("SampleService.get_data_links_from_data user=user1 ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_AsJson_HasAnObjectALine()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            Arguments = ["--Logging:Console:FormatterName=json"],
        });
        using var admin = new RpcClient(server.Url, SeedTokens.Of(server).Admin);
        var status = await admin.CallAsync("SampleService.status");
        var listing = await admin.CallAsync("Standalone.list_accounts");
        Assert.True(await server.StopAsync());

        var records = server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var call = Assert.Single(records, record => record.GetProperty("EventId").GetInt32() == 1001 && record.GetProperty("State").GetProperty("CallId").GetString() == status.CallId);
        Assert.Equal("Information", call.GetProperty("LogLevel").GetString());
        Assert.Equal("SampleService.JsonRpc.Dispatcher", call.GetProperty("Category").GetString());
        Assert.Equal("SampleService.status", call.GetProperty("State").GetProperty("Method").GetString());
        Assert.Equal(0, call.GetProperty("State").GetProperty("Outcome").GetInt32());
        Assert.True(call.GetProperty("State").GetProperty("Milliseconds").GetDouble() > 0);
        Assert.True(DateTimeOffset.TryParse(call.GetProperty("Timestamp").GetString(), out _));
        var use = Assert.Single(records, record => record.GetProperty("EventId").GetInt32() == 2001);
        Assert.Equal("admin", use.GetProperty("State").GetProperty("User").GetString());
        Assert.Equal(listing.CallId, use.GetProperty("State").GetProperty("CallId").GetString());
    }
}
