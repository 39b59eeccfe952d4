using SampleService.Server.Tests.Support;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>A PostgreSQL database that cannot be used stops the start with one line that names the setting.</summary>
public sealed class RefusedDatabaseTests
{
    private const string Setting = "Storage:ConnectionString";

    [Theory]
    [InlineData(null, "has to be given")]
    [InlineData("Host=/nowhere;Database=d;Target Session Attributes=primary", "Target Session Attributes")]
    [InlineData("Host=/nowhere;Database=d;Multiplexing=true", "Multiplexing")]
    [InlineData("Host=/nowhere;Database=d;Minimum Pool Size=9;Maximum Pool Size=3", "refused by the driver")]
    [InlineData("Host=/nowhere;Database=d;Encoding=klingon", "UTF8")]
    [InlineData("Host=/nowhere;Database=d", "PostgreSQL database d on /nowhere, which cannot be used")]
    [InlineData("Host=/nowhere,/nor/here;Database=d", "PostgreSQL database d on /nowhere,/nor/here, which cannot be used")]
    [InlineData("postgresql://u:secret@h/d?nope=1", "nope")]
    public async Task Start_ConnectionString_IsRefused(string? text, string named)
    {
        var run = await StartAsync(text);
        run.AssertRefusal(Setting, named);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Start_DriverCannotConnectSo_IsRefused()
    {
        var postgres = await PostgresServer.SharedAsync();
        (await StartAsync(postgres.ConnectionString() + ";Read Buffer Size=1")).AssertRefusal(Setting, "refused by the driver");
    }

    [PostgresTheory]
    [InlineData("search_path = nowhere", "search_path")]
    [InlineData("default_transaction_read_only = on", "default_transaction_read_only")]
    public async Task Start_DatabaseIsSetWrongly_IsRefused(string setting, string named)
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        await postgres.ExecuteAsync($"ALTER DATABASE {database} SET {setting}");
        foreach (var command in (string[][])[[], ["migrate"]])
            (await StartAsync(postgres.ConnectionString(database), command)).AssertRefusal(Setting, named);
    }

    [PostgresFact]
    public async Task Start_Standby_IsRefused()
    {
        await using var primary = await PostgresServer.StartAsync();
        await using var standby = await primary.StartStandbyAsync();
        (await StartAsync(standby.ConnectionString())).AssertRefusal(Setting, "standby");
    }

    [PostgresTheory]
    [InlineData("transaction", "Shared")]
    [InlineData("transaction", "Exclusive")]
    [InlineData("statement", "Shared")]
    public async Task Start_PoolerDoesNotKeepSessions_IsRefused(string mode, string sharing)
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(postgres, mode);
        foreach (var command in (string[][])[[], ["migrate"]])
            (await StartAsync(pooler.ConnectionString(database), [.. command, "--Storage:Sharing", sharing]))
                .AssertRefusal(Setting, "pool_mode=session");
    }

    private static Task<ServerRun> StartAsync(string? text, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["Storage__Provider"] = "PostgreSql" };
        if (text is not null)
            environment["Storage__ConnectionString"] = text;
        return ServerRun.ToEndAsync(new ServerOptions { Environment = environment, Arguments = arguments });
    }
}
