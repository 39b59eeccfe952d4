using Npgsql;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;
using SampleService.Testing.Postgres;

namespace SampleService.Storage.Tests.PostgreSql;

[NeedsPostgres]
public sealed class PostgreSqlMigrationTargetTests : IAsyncLifetime
{
    private string _name = null!;
    private NpgsqlConnection _connection = null!;
    private MigrationTarget _target = null!;

    public async Task InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        _name = await server.CreateDatabaseAsync();
        _connection = new NpgsqlConnection(server.SingleConnectionString(_name));
        await _connection.OpenAsync();
        _target = new MigrationTarget(_connection);
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await (await PostgresServer.SharedAsync()).DropDatabaseAsync(_name);
    }

    [StoreFact]
    public void Apply_Script_IsRunAndRemembered()
    {
        var script = MigrationScripts.Parse("0001_a.sql", "CREATE TABLE a (x int); INSERT INTO a VALUES (7);");
        _target.Apply(script, new SteppedClock().Now);
        Assert.Equal([new AppliedScript(1, "0001_a.sql", script.Checksum)], _target.ListApplied());
        Assert.Equal(7, Scalar("SELECT x FROM a"));
        Assert.Equal(new SteppedClock().Now.Milliseconds, Scalar("SELECT applied_at FROM schema_migrations"));
    }

    [StoreTheory]
    [InlineData("CREATE TABLE a (x int); nonsense;")]
    [InlineData("CREATE TABLE a (x int); INSERT INTO b VALUES (1);")]
    public void Apply_FailingScript_LeavesNothing(string text)
    {
        Assert.Throws<PostgresException>(
            () => _target.Apply(MigrationScripts.Parse("0001_a.sql", text), new SteppedClock().Now));
        Assert.Empty(_target.ListApplied());
        Assert.Equal(0L, Scalar("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"));
    }

    [StoreTheory]
    [InlineData("COMMIT;")]
    [InlineData("COMMIT; BEGIN;")]
    public void Apply_ScriptThatEndsItsTransaction_Refused(string text) =>
        Assert.Throws<SchemaException>(
            () => _target.Apply(MigrationScripts.Parse("0001_a.sql", text), new SteppedClock().Now));

    private object? Scalar(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        return command.ExecuteScalar();
    }
}
