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
            current_schema(), pg_is_in_recovery(), current_setting('client_encoding'),
            current_setting('default_transaction_read_only')::boolean
        """;

    private const string Durability = "SELECT current_setting('synchronous_commit'), current_setting('fsync')";

    /// <summary>Checks the server, and the settings that a connection of this process gets.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isWritten">Whether a server that takes no writes for now is refused as well.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <exception cref="UnsuitableServerException">The stores do not work with them.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, bool isWritten, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(Settings, connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);

        if (reader.GetInt32(0) < MinVersion)
            throw Wrong($"The server is PostgreSQL {reader.GetString(1)}; version 13 or later is needed.");
        RequirePrimary(reader.GetBoolean(5));
        if (reader.GetString(2) != "UTF8")
            throw Wrong($"The encoding of the database is {reader.GetString(2)}; UTF8 is needed.");
        RequireUtf8Client(reader.GetString(6));
        if (reader.GetString(3) != "read committed")
            throw Wrong($"default_transaction_isolation is {reader.GetString(3)}; \"read committed\" is needed.");
        if (reader.IsDBNull(4))
            throw Wrong("No schema of the search_path exists in the database.");
        if (isWritten && reader.GetBoolean(7))
            throw new UnsuitableServerException(
                ServerFault.ReadOnly,
                "The database takes no writes: default_transaction_read_only is on, which some providers set when the disk is full.");
    }

    /// <summary>Warns of settings with which a crash loses writes.</summary>
    public static async Task WarnOfLossAsync(NpgsqlConnection connection, ILogger logger, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(Durability, connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        if (reader.GetString(0) == "off" || reader.GetString(1) == "off")
            LogNotDurable(logger, reader.GetString(0), reader.GetString(1));
    }

    /// <summary>Asks whether the server is a standby, and refuses one.</summary>
    /// <exception cref="UnsuitableServerException">It is a standby.</exception>
    public static async Task RequirePrimaryAsync(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
        await using var _ = command.ConfigureAwait(false);
        RequirePrimary(await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false) is true);
    }

    /// <exception cref="UnsuitableServerException">The server is a standby.</exception>
    public static void RequirePrimary(bool isInRecovery)
    {
        if (isInRecovery)
            throw new UnsuitableServerException(ServerFault.Standby, "The server is a standby, which only reads.");
    }

    /// <exception cref="UnsuitableServerException">Texts would be stored wrongly.</exception>
    public static void RequireUtf8Client(string encoding)
    {
        if (encoding != "UTF8")
            throw Wrong($"client_encoding is {encoding}, though UTF8 was asked for; a pooler may set it.");
    }

    private static UnsuitableServerException Wrong(string message) => new(ServerFault.Settings, message);

    [LoggerMessage(3206, LogLevel.Warning,
        "With synchronous_commit {SynchronousCommit} and fsync {Fsync} a crash of the server loses acknowledged writes")]
    private static partial void LogNotDurable(ILogger logger, string synchronousCommit, string fsync);
}
