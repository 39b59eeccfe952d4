using System.Globalization;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>The connections that calls are made on.</summary>
internal static class ConnectionPool
{
    /// <summary>The pool; each of its connections is prepared when it is made.</summary>
    public static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, PostgreSqlLock held, SiloIdentity? silo)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(connection => PrepareAsync(connection).GetAwaiter().GetResult(), PrepareAsync);
        return builder.Build();

        async Task PrepareAsync(NpgsqlConnection connection)
        {
            await held.AdmitAsync(connection).ConfigureAwait(false);
            await LimitStatementsAsync(connection, settings.CommandTimeout).ConfigureAwait(false);
            if (silo is not null)
                await SetSiloIdentityAsync(connection, silo).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Has the server end by itself what this process has given up, with its locks: the word to end it is lost when the network
    /// is. A shorter limit of the operator's own stays.
    /// </summary>
    private static async Task LimitStatementsAsync(NpgsqlConnection connection, int seconds)
    {
        if (seconds == 0)
            return;
        var command = new NpgsqlCommand(
            """
            SELECT set_config(name, $1, false)
            FROM (VALUES ('statement_timeout'), ('idle_in_transaction_session_timeout')) AS limits (name)
            WHERE current_setting(name) = '0' OR current_setting(name)::interval > $1::interval
            """,
            connection);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Create(CultureInfo.InvariantCulture, $"{seconds}s") });
        await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Tells the database for which silo the connection writes, as long as it lives.</summary>
    private static async Task SetSiloIdentityAsync(NpgsqlConnection connection, SiloIdentity silo)
    {
        var command = new NpgsqlCommand(
            "SELECT set_config('sample_service.cluster', $1, false), set_config('sample_service.silo', $2, false)", connection);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = silo.Cluster });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = silo.Silo });
        await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
