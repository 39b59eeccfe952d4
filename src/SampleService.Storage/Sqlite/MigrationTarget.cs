using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Migrates a SQLite database, before anything else uses its connection.</summary>
internal sealed class MigrationTarget(SqliteSession session) : IMigrationTarget
{
    public IReadOnlyList<AppliedScript> ListApplied()
    {
        if (!session.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'").ReadAny())
            return [];
        return session.Prepare("SELECT number, name, checksum FROM schema_migrations ORDER BY number")
            .ReadAll(static row => new AppliedScript(row.GetInt32(0), row.GetString(1), row.GetString(2)));
    }

    public void Apply(MigrationScript script, Timestamp now)
    {
        session.BeginMigration();
        try
        {
            session.ExecuteScript(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    number     INTEGER NOT NULL PRIMARY KEY CHECK (number >= 1),
                    name       TEXT    NOT NULL,
                    checksum   TEXT    NOT NULL,
                    applied_at INTEGER NOT NULL
                ) STRICT;
                """);
            session.ExecuteScript(script.Text);
            if (!session.InTransaction)
                throw new SchemaException($"Migration script {script.Name} ends its transaction.");
            session.Prepare("INSERT INTO schema_migrations VALUES (@number, @name, @checksum, @applied_at)")
                .Bind("@number", script.Number).Bind("@name", script.Name)
                .Bind("@checksum", script.Checksum).Bind("@applied_at", now.Milliseconds).Execute();
            session.Prepare("COMMIT").Execute();
        }
        catch
        {
            if (session.InTransaction)
                session.Prepare("ROLLBACK").Execute();
            throw;
        }
    }
}
