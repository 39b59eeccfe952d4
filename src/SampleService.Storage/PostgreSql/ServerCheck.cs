using Microsoft.Extensions.Logging;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Refuses servers on which the promises of the stores would not hold.</summary>
internal static partial class ServerCheck
{
    private const int MinVersion = 130_000;

    private const string Settings =
        """
        SELECT current_setting('server_version_num')::integer, current_setting('server_version'),
            current_setting('server_encoding'), current_setting('default_transaction_isolation'),
            current_setting('synchronous_commit'), current_setting('fsync'), current_schema(), pg_is_in_recovery()
        """;

    /// <summary>Checks the settings that a connection of this process gets.</summary>
    /// <exception cref="SchemaException">The stores do not work with them.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, ILogger logger, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(Settings, connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);

        if (reader.GetInt32(0) < MinVersion)
            throw new SchemaException($"The server is PostgreSQL {reader.GetString(1)}; version 13 or later is needed.");
        if (reader.GetString(2) != "UTF8")
            throw new SchemaException($"The encoding of the database is {reader.GetString(2)}; UTF8 is needed.");
        if (reader.GetString(3) != "read committed")
            throw new SchemaException(
                $"default_transaction_isolation is {reader.GetString(3)}; \"read committed\" is needed.");
        if (reader.IsDBNull(6))
            throw new SchemaException("No schema of the search_path exists in the database.");
        if (reader.GetBoolean(7))
            throw new SchemaException("The server is a standby, which only reads.");
        if (reader.GetString(4) == "off" || reader.GetString(5) == "off")
            LogNotDurable(logger, reader.GetString(4), reader.GetString(5));
    }

    [LoggerMessage(3206, LogLevel.Warning,
        "With synchronous_commit {SynchronousCommit} and fsync {Fsync} a crash of the server loses acknowledged writes")]
    private static partial void LogNotDurable(ILogger logger, string synchronousCommit, string fsync);
}
