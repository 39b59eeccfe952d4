using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlFaultTests : PostgresTest
{
    private readonly ListLogger _logger = new();
    private PostgreSqlDatabase _database = null!;

    private SampleStore Samples => new(_database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await OpenAsync(logger: _logger);
        _logger.Lines.Clear();
    }

    [StoreFact]
    public async Task Write_ConnectionsWereEnded_GoesOn()
    {
        var id = await StoreSampleAsync(_database);
        await TerminateAllAsync();
        await StoreSampleAsync(_database);
        await TerminateAllAsync();
        Assert.NotNull(await Samples.FindAsync(id.Sample, default));
        Assert.Equal(0, _logger.Count(3200));
    }

    [StoreFact]
    public async Task Write_ConnectionEndsInTheMiddle_IsDoneOnce()
    {
        var id = await StoreSampleAsync(_database);
        await using var other = await ConnectAsync();
        await RunAsync(other, "BEGIN");
        await RunAsync(other, "SELECT FROM samples FOR UPDATE");
        var save = Samples.SaveVersionAsync(Make.Version(id.Sample), default).AsTask();
        await WaitUntilBlockedAsync();
        await TerminateBlockedAsync();
        await UntilAsync(() => Task.FromResult(_logger.Count(3201) == 1));
        await RunAsync(other, "COMMIT");

        Assert.Equal((SaveStatus.Saved, 2), await save is var outcome ? (outcome.Status, outcome.Version) : default);
        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM sample_versions"));
        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM sample_nodes"));
    }

    [StoreFact]
    public async Task Write_ConnectionEndsTwice_FailsAndLeavesNothing()
    {
        var id = await StoreSampleAsync(_database);
        await using var other = await ConnectAsync();
        await RunAsync(other, "BEGIN");
        await RunAsync(other, "SELECT FROM samples FOR UPDATE");
        var save = Samples.SaveVersionAsync(Make.Version(id.Sample), default).AsTask();
        for (var i = 0; i < 2; i++)
        {
            await WaitUntilBlockedAsync();
            await TerminateBlockedAsync();
            await UntilAsync(() => Task.FromResult(save.IsCompleted || _logger.Count(3201) > i));
        }

        var exception = await Assert.ThrowsAsync<ServiceException>(() => save);
        Assert.Equal((ErrorKind.StorageFailure, "Connection to database failed"), (exception.Kind, exception.Detail));
        Assert.Single(_logger.Lines, line => line is (3200, LogLevel.Error, _));
        await RunAsync(other, "COMMIT");
        Assert.Equal(1, (await Samples.FindAsync(id.Sample, default))!.Head);
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM sample_nodes"));
    }

    [StoreFact]
    public async Task Write_CommitFails_IsAStorageFailureAndNothingIsStored()
    {
        await AddTriggerAsync("RAISE EXCEPTION 'not so'", deferred: true);
        var sample = Make.Sample();
        var exception = await Assert.ThrowsAsync<ServiceException>(async () => await Samples.CreateAsync(sample, default));
        Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
        Assert.Null(await Samples.FindAsync(sample.Id, default));
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM sample_nodes"));
    }

    [StoreTheory]
    [InlineData(SqlStates.DeadlockDetected)]
    [InlineData(SqlStates.SerializationFailure)]
    public async Task Write_UndoneForTheSakeOfAnother_IsRepeated(string state)
    {
        await ExecuteAsync("CREATE SEQUENCE attempts");
        await AddTriggerAsync($"IF nextval('attempts') < 4 THEN RAISE EXCEPTION 'again' USING ERRCODE = '{state}'; END IF");
        await StoreSampleAsync(_database);
        Assert.Equal((3, 0), (_logger.Count(3201), _logger.Count(3200)));
    }

    [StoreFact]
    public async Task Write_UndoneAgainAndAgain_FailsInTheEnd()
    {
        await ExecuteAsync("CREATE SEQUENCE attempts");
        await AddTriggerAsync(
            $"PERFORM nextval('attempts'); RAISE EXCEPTION 'again' USING ERRCODE = '{SqlStates.DeadlockDetected}'");
        await Assert.ThrowsAsync<ServiceException>(() => StoreSampleAsync(_database));
        Assert.Equal(5, await ScalarAsync<long>("SELECT last_value FROM attempts"));
    }

    [StoreFact]
    public async Task Write_TakesTooLong_FailsWithoutARepetition()
    {
        var options = await PostgresStores.OptionsAsync(Name) with { CommandTimeout = TimeSpan.FromSeconds(1) };
        await using var hasty = await PostgreSqlDatabase.OpenAsync(options, null, _logger, default);
        var id = await StoreSampleAsync(hasty);
        await using var other = await ConnectAsync();
        await RunAsync(other, "BEGIN");
        await RunAsync(other, "SELECT FROM samples FOR UPDATE");
        var exception = await Assert.ThrowsAsync<ServiceException>(
            async () => await new SampleStore(hasty).SaveVersionAsync(Make.Version(id.Sample), default));
        Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
        Assert.Equal((1, 0), (_logger.Count(3200), _logger.Count(3201)));
    }

    [StoreTheory]
    [InlineData("", "16s 16s")]
    [InlineData("Command Timeout=3", "4s 4s")]
    [InlineData("Command Timeout=0", "0 0")]
    [InlineData("Command Timeout=3;Options=-c statement_timeout=1500", "1500ms 4s")]
    [InlineData("Command Timeout=3;Options=-c statement_timeout=10min", "4s 4s")]
    public async Task Connection_HasALimitAtTheServer_UnlessTheOperatorHasAShorterOne(string given, string expected)
    {
        var options = await PostgresStores.OptionsAsync(Name);
        options = options with { ConnectionString = $"{options.ConnectionString};{given}" };
        await using var database = await PostgreSqlDatabase.OpenAsync(options, null, _logger, default);
        for (var i = 0; i < 2; i++)
            Assert.Equal(expected, await database.ReadAsync(
                (session, token) => session.ReadSingleAsync(
                    new PostgreSqlStatement("SELECT current_setting('statement_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout')"),
                    static row => row.GetString(0), token),
                default));
    }

    [StoreFact]
    public async Task Call_CancelledBefore_IsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Samples.FindAsync(SampleId.New(TimeProvider.System), cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Samples.CreateAsync(Make.Sample(), cancellation.Token));
        Assert.Empty(_logger.Lines);
    }

    [StoreFact]
    public async Task Times_AreThoseOfTheDatabase()
    {
        var before = await ScalarAsync<long>("SELECT current_milliseconds()");
        var id = await StoreSampleAsync(_database);
        var link = Make.Link(Make.Unit(1, 1, 1), id);
        var created = (await new LinkStore(_database).CreateAsync(link, default)).Link!.Created;
        var expired = (await new LinkStore(_database).ExpireAsync(Make.Expiry(link.Id), default)).Link!.Expired!.Value;
        var saved = (await Samples.FindVersionAsync(id, default))!.Saved;
        var after = await ScalarAsync<long>("SELECT current_milliseconds()");
        Assert.Equal(
            [before, saved.Milliseconds, created.Milliseconds, expired.Milliseconds, after],
            ((long[])[before, saved.Milliseconds, created.Milliseconds, expired.Milliseconds, after]).Order());
    }

    private Task TerminateAllAsync() => ExecuteAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}' AND pid <> pg_backend_pid()");

    private Task TerminateBlockedAsync() => ExecuteAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}' AND wait_event_type = 'Lock'");

    private Task AddTriggerAsync(string body, bool deferred = false) => ExecuteAsync(
        $"""
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NEW; END $$;
        CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON samples
        {(deferred ? "DEFERRABLE INITIALLY DEFERRED" : "")} FOR EACH ROW EXECUTE FUNCTION fail()
        """);
}
