using Npgsql;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>A call that is taken back costs the database nothing more.</summary>
public sealed class DatabaseCancellationTests
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    [PostgresFact]
    public async Task Cancel_QueryThatWaitsForALock_EndsItInTheDatabase() => await EndQueryAsync(async socket =>
    {
        await socket.SendAsync(GatewaySocket.Cancel("\"read\""));
        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32800,"message":"Request cancelled"},"id":"read"}""", await socket.ReceiveAsync());
    });

    [PostgresFact]
    public async Task Connection_Closed_EndsItsQueriesInTheDatabase() => await EndQueryAsync(socket => socket.CloseAsync());

    private static async Task EndQueryAsync(Func<GatewaySocket, Task> end)
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = "PostgreSql",
                ["Storage__ConnectionString"] = postgres.ConnectionString(database),
                ["Storage__MigrateOnStart"] = "true",
            },
        });
        using var socket = await GatewaySocket.OpenAsync(server.Url, SessionClient.Bearer("token-user1"));
        await using var other = new NpgsqlConnection(postgres.SingleConnectionString(database));
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE samples IN ACCESS EXCLUSIVE MODE", other, transaction))
            await hold.ExecuteNonQueryAsync();

        // A sample that no process remembers: there is none.
        await socket.SendAsync(GatewaySocket.Call("\"read\"", "SampleService.get_sample", $$"""{"id":"{{Guid.NewGuid()}}"}"""));
        await UntilWaitAsync(1);
        await end(socket);
        await UntilWaitAsync(0);

        async Task UntilWaitAsync(long queries)
        {
            var patience = Patience.Token();
            while (await postgres.ScalarAsync<long>(Waiting, database) != queries)
                patience.ThrowIfCancellationRequested();
        }
    }
}
