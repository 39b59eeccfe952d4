using SampleService.Server.Tests.Envelope;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.Upstream;

/// <summary>More calls at a time than are carried out, held up by a workspace service that does not answer.</summary>
public sealed class ConcurrentCallTests(ConcurrentCallTests.NarrowServer server) : IClassFixture<ConcurrentCallTests.NarrowServer>
{
    private const int AtATime = 3;

    /// <summary>A server that carries out few calls at a time.</summary>
    public sealed class NarrowServer : KBaseServer
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["Limits__ConcurrentCalls"] = $"{AtATime}" };
    }

    [Fact]
    public async Task Calls_OneTooMany_IsBusyExceptStatusUntilRoomComesBack()
    {
        var (user, client) = server.NewUser();
        var upa = server.NewObject(user);
        var body = RpcClient.Body("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""");
        var request = Requests.Post(body, $"Authorization: token-{user}\r\n");
        await client.ResultAsync("SampleService.get_data_links_from_data", $$"""{"upa":"{{upa}}"}""");

        for (var round = 0; round < 3; round++)
        {
            Task<RpcAnswer>[] calls;
            using (var held = server.Fakes.Workspace.Hold())
            {
                calls = [.. Enumerable.Range(0, AtATime).Select(_ => client.SendAsync(System.Text.Encoding.UTF8.GetBytes(body)))];
                await held.WaitForAsync(AtATime, Patience.Token());

                await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
                await connection.SendAsync(request + Requests.Post(Requests.Status) + request);
                await AssertBusyAsync(connection);
                (await connection.ReadAsync()).AssertIsStatus();
                await AssertBusyAsync(connection);
            }

            Assert.All(await Task.WhenAll(calls), answer => Assert.NotNull(answer.Result));
        }
    }

    [Fact]
    public async Task Calls_CallersDisconnect_MakeRoom()
    {
        var (user, client) = server.NewUser();
        var upa = server.NewObject(user);
        var argument = $$"""{"upa":"{{upa}}"}""";
        var request = Requests.Post(RpcClient.Body("SampleService.get_data_links_from_data", argument), $"Authorization: token-{user}\r\n");
        await client.ResultAsync("SampleService.get_data_links_from_data", argument);

        using (var held = server.Fakes.Workspace.Hold())
        {
            for (var i = 0; i < AtATime; i++)
            {
                await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
                await connection.SendAsync(request);
                await held.WaitForAsync(1, Patience.Token());
                connection.Reset();
            }

            // Reaches the workspace service as soon as one of those who went has been noticed to be gone.
            var patience = Patience.Token();
            var arrived = held.WaitForAsync(1, patience);
            while (!arrived.IsCompleted)
            {
                patience.ThrowIfCancellationRequested();
                await using var connection = await PlainConnection.OpenAsync(server.Process.Url);
                await connection.SendAsync(request);
                var answer = connection.ReadAsync();
                if (await Task.WhenAny(answer, arrived) == answer)
                    (await answer).Rpc().AssertError(-32008, "The platform is busy");
                else
                    connection.Reset();
                await answer.ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            await arrived;
        }

        await client.ResultAsync("SampleService.get_sample", await NewSampleAsync(client));
    }

    private static async Task<string> NewSampleAsync(RpcClient client) =>
        $$"""{"id":"{{(await client.SaveAsync(SampleText.Small())).Id}}"}""";

    private static async Task AssertBusyAsync(PlainConnection connection)
    {
        var answer = await connection.ReadAsync();
        answer.Rpc().AssertError(-32008, "The platform is busy");
        Assert.Equal("1", answer.Headers["Retry-After"]);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
    }
}
