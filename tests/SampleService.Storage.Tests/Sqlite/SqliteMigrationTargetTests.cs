using Microsoft.Data.Sqlite;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

public sealed class SqliteMigrationTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteSession _session;
    private readonly MigrationTarget _target;

    public SqliteMigrationTargetTests()
    {
        _session = SqliteSession.OpenWriter(Path.Combine(_folder.Path, "x.db"));
        _target = new MigrationTarget(_session);
    }

    public void Dispose()
    {
        _session.Close();
        _folder.Dispose();
    }

    [Fact]
    public void Apply_Script_IsRunAndRemembered()
    {
        var script = MigrationScripts.Parse("0001_a.sql", "CREATE TABLE a (x); INSERT INTO a VALUES (7);");
        _target.Apply(script, new SteppedClock().Now);
        Assert.Equal([new AppliedScript(1, "0001_a.sql", script.Checksum)], _target.ListApplied());
        Assert.Equal(7, _session.Prepare("SELECT x FROM a").ReadInt64());
        Assert.Equal(
            new SteppedClock().Now.Milliseconds, _session.Prepare("SELECT applied_at FROM schema_migrations").ReadInt64());
    }

    [Theory]
    [InlineData("CREATE TABLE a (x); nonsense;")]
    [InlineData("CREATE TABLE a (x); INSERT INTO b VALUES (1);")]
    public void Apply_FailingScript_LeavesNothing(string text)
    {
        Assert.Throws<SqliteException>(
            () => _target.Apply(MigrationScripts.Parse("0001_a.sql", text), new SteppedClock().Now));
        Assert.Empty(_target.ListApplied());
        Assert.Equal(0, _session.Prepare("SELECT count(*) FROM sqlite_schema").ReadInt64());
    }

    [Fact]
    public void Apply_ScriptThatEndsItsTransaction_Refused() =>
        Assert.Throws<SchemaException>(
            () => _target.Apply(MigrationScripts.Parse("0001_a.sql", "COMMIT;"), new SteppedClock().Now));

    [Fact]
    public void Apply_AccountIdentities_KeepsAccountsAndWhatRefersToThem()
    {
        var scripts = MigrationScripts.Embedded("db/sqlite/");
        foreach (var script in scripts.TakeWhile(script => script.Name != "0005_account_identities.sql"))
            _target.Apply(script, new SteppedClock().Now);
        _session.ExecuteScript(
            """
            INSERT INTO accounts VALUES ('alice', 'Alice', 1, NULL), ('bob', 'Bob', 2, 3);
            INSERT INTO account_roles VALUES ('alice', 'full_admin');
            INSERT INTO account_tokens (hash, account, description, created_at) VALUES (zeroblob(32), 'bob', '', 1);
            INSERT INTO workspaces (name, owner, public_read, created_at) VALUES ('w', 'alice', 1, 1);
            """);

        _target.Apply(scripts.Single(script => script.Name == "0005_account_identities.sql"), new SteppedClock().Now);

        Assert.Equal(
            "alice Alice 1 -, bob Bob 2 3",
            _session.Prepare("SELECT group_concat(concat_ws(' ', name, display_name, created_at, coalesce(disabled_at, '-')), ', ') FROM accounts")
                .ReadSingle(row => row.GetString(0)));
        Assert.Equal(0, _session.Prepare("SELECT count(*) FROM pragma_foreign_key_check").ReadInt64());
        Assert.Throws<SqliteException>(() => _session.ExecuteScript("INSERT INTO account_roles VALUES ('carol', 'x')"));
        Assert.Throws<SqliteException>(() => _session.ExecuteScript("DELETE FROM accounts"));
    }
}
