using System.Net.Sockets;
using Npgsql;
using SampleService.Cluster.Tests.Databases;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Http;

namespace SampleService.Cluster.Tests;

/// <summary>A server that is asked to stop leaves nobody without an answer.</summary>
[Collection(SerialCollection.Name)]
public sealed class StoppingTests
{
    private const int Calls = 30;

    [PostgresTheory]
    [InlineData(Sharing.Alone)]
    [InlineData(Sharing.Cluster)]
    public async Task Terminate_CallsUnderWay_AreAnsweredByItAndByTheOthers(Sharing sharing)
    {
        await using var deployment = await Deployment.CreateAsync(World.LinkLimit, sharing);
        await using var servers = await Servers.StartAsync(deployment.Options, 3);
        using var rpc = new RpcClient();
        Task<Answer> Call(int number, string method, object argument) =>
            rpc.CallAsync(servers[number % 3].Process.Url, "user1", method, argument);
        var ids = new List<string>();
        for (var i = 0; i < Calls; i++)
            ids.Add((await Call(i, "create_sample", Content.Save(null, $"s{i}"))).Value.GetProperty("id").GetString()!);

        // They wait in the middle: grains have been asked, and will be asked again.
        using var held = deployment.Fakes.Workspace.Hold();
        var calls = ids.Select((id, i) => Call(
            i, "create_data_link", new { upa = deployment.NewObject(), id, version = 1, node = Content.Node(0) })).ToArray();
        using var patience = new CancellationTokenSource(Eventually.Patience);
        await held.WaitForAsync(Calls, patience.Token);
        var stopping = servers[2].Process;
        stopping.Terminate();
        while (await ListensAsync(stopping.Url))
            Assert.False(patience.IsCancellationRequested);
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        held.Dispose();

        Assert.All(await Task.WhenAll(calls), answer => Assert.Null(answer.Error));
        await stopping.WaitForExitAsync(patience.Token);
        Assert.Equal(0, stopping.ExitCode);
        for (var i = 0; i < Calls; i++)
        {
            var links = await Call(i % 2, "get_data_links_from_sample", new { id = ids[i], version = 1 });
            Assert.Equal(1, links.Value.GetProperty("links").GetArrayLength());
        }
    }

    [PostgresFact]
    public async Task Terminate_WriteWaitingInDatabase_IsFinishedAndAnswered()
    {
        var database = await PostgresDatabase.CreateAsync();
        await using var deployment = await Deployment.CreateAsync(World.LinkLimit, Sharing.Alone, database);
        await using var servers = await Servers.StartAsync(deployment.Options, 1);
        var stopping = servers[0].Process;
        using var rpc = new RpcClient();
        Task<Answer> Call(string method, object argument) => rpc.CallAsync(stopping.Url, "user1", method, argument);
        var id = (await Call("create_sample", Content.Save(null, "first"))).Value.GetProperty("id").GetString()!;
        using var patience = new CancellationTokenSource(Eventually.Patience);
        Task<Answer> save, change;
        await using (var other = await database.ConnectAsync())
        {
            await using var transaction = await other.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("SELECT FROM samples FOR UPDATE", other, transaction))
                await hold.ExecuteNonQueryAsync();
            save = Call("create_sample", Content.Save(id, "second"));
            change = Call("create_data_link", new { upa = deployment.NewObject(), id, version = 1, node = Content.Node(0) });
            while (await database.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < 2)
                Assert.False(patience.IsCancellationRequested);
            stopping.Terminate();
            while (await ListensAsync(stopping.Url))
                Assert.False(patience.IsCancellationRequested);
            Assert.False(save.IsCompleted || change.IsCompleted);
        }

        Assert.Equal(2, (await save).Version);
        Assert.True((await change).Succeeded);
        await stopping.WaitForExitAsync(patience.Token);
        Assert.Equal(0, stopping.ExitCode);
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM sample_versions WHERE name = 'second'"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM data_links WHERE expired_at IS NULL"));
    }

    private static async Task<bool> ListensAsync(Uri url)
    {
        try
        {
            await using var connection = await PlainConnection.OpenAsync(url);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
