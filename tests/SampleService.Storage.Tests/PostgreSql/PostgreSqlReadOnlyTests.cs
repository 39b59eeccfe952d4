using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>A server that is set to read-only while it is used, as providers do when a disk is full.</summary>
[NeedsPostgres]
public sealed class PostgreSqlReadOnlyTests : IAsyncLifetime
{
    private readonly ListLogger _logger = new();
    private PostgresServer _server = null!;
    private PostgreSqlDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        var options = new PostgreSqlDatabaseOptions { ConnectionString = _server.ConnectionString(), MigrateOnStart = true };
        _database = await PostgreSqlDatabase.OpenAsync(options, null, _logger, default);
        _logger.Lines.Clear();
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [StoreFact]
    public async Task Write_DatabaseIsReadOnly_FailsWithOneWarningInAll()
    {
        var id = await PostgresTest.StoreSampleAsync(_database);
        await SetReadOnlyAsync("on");
        for (var i = 0; i < 3; i++)
        {
            var exception = await Assert.ThrowsAsync<ServiceException>(() => PostgresTest.StoreSampleAsync(_database));
            Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
            Assert.NotNull(await new SampleStore(_database).FindAsync(id.Sample, default));
            await _database.ProbeAsync(default);
        }

        Assert.Equal((3208, LogLevel.Warning), _logger.Lines.Select(line => (line.Id, line.Level)).Single());
    }

    [StoreFact]
    public async Task Write_DatabaseTakesWritesAgain_SaysSoAndWarnsTheNextTime()
    {
        for (var i = 1; i <= 2; i++)
        {
            await SetReadOnlyAsync("on");
            await Assert.ThrowsAsync<ServiceException>(() => PostgresTest.StoreSampleAsync(_database));
            await SetReadOnlyAsync("off");
            await PostgresTest.StoreSampleAsync(_database);
            Assert.Equal((i, i), (_logger.Count(3208), _logger.Count(3209)));
        }
    }

    [StoreFact]
    public async Task Probe_DatabaseIsReadOnly_WarnsBeforeAWriteFails()
    {
        await SetReadOnlyAsync("on");
        await _database.ProbeAsync(default);
        Assert.Equal((1, 0), (_logger.Count(3208), _logger.Count(3209)));
        await SetReadOnlyAsync("off");
        await _database.ProbeAsync(default);
        Assert.Equal((1, 1), (_logger.Count(3208), _logger.Count(3209)));
    }

    /// <summary>Whether a session may write can be decided when it begins, so that none from before is used again.</summary>
    [StoreFact]
    public async Task Probe_DatabaseIsReadOnly_SessionsFromBeforeAreClosed()
    {
        await SetReadOnlyAsync("on");
        var process = await _database.ReadAsync(
            (session, token) => session.ReadSingleAsync(new PostgreSqlStatement("SELECT pg_backend_pid()"), static row => row.GetInt32(0), token),
            default);

        await _database.ProbeAsync(default);

        await PostgresTest.UntilAsync(() => _server.ScalarAsync<bool>($"SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = {process})"));
    }

    private async Task SetReadOnlyAsync(string value)
    {
        await _server.ExecuteAsync($"ALTER SYSTEM SET default_transaction_read_only = {value}");
        await _server.ExecuteAsync("SELECT pg_reload_conf()");
        await PostgresTest.UntilAsync(async () => await _database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new PostgreSqlStatement("SHOW default_transaction_read_only"), static row => row.GetString(0), token),
            default) == value);
    }
}
