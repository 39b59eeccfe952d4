using System.Data;
using Npgsql;
using NpgsqlTypes;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Migrates a PostgreSQL database on a connection that holds the lock for it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="mayMigrate">Whether scripts may be run; if not, the operator is told how to.</param>
/// <param name="cancellation">Ends the statement under way, which is undone.</param>
internal sealed class MigrationTarget(NpgsqlConnection connection, bool mayMigrate = true, CancellationToken cancellation = default)
    : IMigrationTarget
{
    private const string CreateTable =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number     integer NOT NULL PRIMARY KEY CHECK (number >= 1),
            name       text    NOT NULL,
            checksum   text    NOT NULL,
            applied_at bigint  NOT NULL
        )
        """;

    private const string Remember =
        "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";

    public IReadOnlyList<AppliedScript> ListApplied()
    {
        if (Scalar("SELECT to_regclass('schema_migrations') IS NOT NULL") is not true)
            return [];
        using var command = Command("SELECT number, name, checksum FROM schema_migrations ORDER BY number");
        using var reader = command.ExecuteReader();
        var applied = new List<AppliedScript>();
        while (reader.Read())
            applied.Add(new AppliedScript(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    public void Apply(MigrationScript script, Timestamp now)
    {
        if (!mayMigrate)
            throw new SchemaException(
                $"The database lacks migration script {script.Name}: bring it up to date with the command \"migrate\" of the server first.");
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        Execute(CreateTable);
        var begun = Scalar("SELECT pg_current_xact_id()::text");
        Execute(script.Text);
        if (!Equals(begun, Scalar("SELECT pg_current_xact_id_if_assigned()::text")))
            throw new SchemaException($"Migration script {script.Name} ends its transaction.");
        using (var command = Command(Remember))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = script.Number });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = script.Name });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = script.Checksum });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now.Milliseconds, NpgsqlDbType = NpgsqlDbType.Bigint });
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    private void Execute(string sql)
    {
        // What is cancelled before the command runs would not reach it.
        cancellation.ThrowIfCancellationRequested();
        using var command = Command(sql);
        using var cancelled = cancellation.Register(command.Cancel);
        command.ExecuteNonQuery();
    }

    // A migration takes as long as it takes.
    private NpgsqlCommand Command(string sql) => new(sql, connection) { CommandTimeout = 0 };
}
