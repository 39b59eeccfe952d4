using System.Data.Common;
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
            await KeepPlansAsync(connection).ConfigureAwait(false);
            await LimitStatementsAsync(connection, settings.CommandTimeout).ConfigureAwait(false);
            if (silo is not null)
                await SetSiloIdentityAsync(connection, silo).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Makes the server plan a prepared statement once. By itself it plans those with arrays again each time, which takes longer than to run
    /// them; all statements find their rows by keys, so the plan is the same for all values.
    /// </summary>
    private static async Task KeepPlansAsync(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand("SET plan_cache_mode = force_generic_plan", connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes the server end statements and transactions that this process has given up on, with their locks: when the network
    /// fails, a request to cancel does not arrive. A shorter limit of the operator stays.
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

    /// <summary>Tells the database which silo writes on the connection.</summary>
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

/// <summary>Completes the connection string of the operator.</summary>
internal static class ConnectionStrings
{
    // All statements of the stores; Npgsql keeps them prepared on each connection from their second use on.
    private const int PreparedStatements = 100;

    // The loss of a silently dropped connection is noticed after twice this many seconds.
    private const int LockKeepAliveSeconds = 5;

    // A week. A longer timeout is as good as none.
    private const int MaxTimeoutSeconds = 7 * 24 * 60 * 60;

    // Npgsql gives up on a statement this much later than the stores stop waiting for it.
    private const int SecondsAfterTimeout = 1;

    /// <summary>For the connections that calls are made on.</summary>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public static NpgsqlConnectionStringBuilder ForPool(PostgreSqlDatabaseOptions options)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = options.ConnectionString };
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            // A reset would drop the lock, the limits and the silo identity of a connection.
            NoResetOnClose = true,
            // Values of rows stay out of messages, and so out of the log.
            IncludeErrorDetail = false,
        };
        bool IsGiven(string words) => given.ContainsKey(words) || given.ContainsKey(words.Replace(" ", ""));

        if (!IsGiven("Max Auto Prepare"))
            builder.MaxAutoPrepare = PreparedStatements;
        if (!IsGiven("Auto Prepare Min Usages"))
            builder.AutoPrepareMinUsages = 2;
        if (!IsGiven("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
            builder.MaxPoolSize = Math.Max(options.MaxConnections, builder.MinPoolSize);
        if (!IsGiven("Minimum Pool Size") && !given.ContainsKey("MinPoolSize"))
            builder.MinPoolSize = Math.Min(options.MinConnections, builder.MaxPoolSize);
        if (!IsGiven("Command Timeout"))
            builder.CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        builder.CommandTimeout = builder.CommandTimeout is > 0 and <= MaxTimeoutSeconds
            ? builder.CommandTimeout + SecondsAfterTimeout
            : 0;
        if (!IsGiven("Application Name"))
            builder.ApplicationName = "Sample Service";
        return builder;
    }

    /// <summary>How long an operation may take on the connections that calls are made on; infinite if statements may take for ever.</summary>
    public static TimeSpan OperationTimeoutOf(NpgsqlConnectionStringBuilder pool) => pool.CommandTimeout > 0
        ? TimeSpan.FromSeconds(pool.CommandTimeout - SecondsAfterTimeout)
        : Timeout.InfiniteTimeSpan;

    /// <summary>For the one connection that holds the lock as long as the process lives.</summary>
    public static string ForLock(NpgsqlConnectionStringBuilder pool) =>
        new NpgsqlConnectionStringBuilder(pool.ConnectionString)
        {
            Pooling = false,
            KeepAlive = LockKeepAliveSeconds,
            MaxAutoPrepare = 0,
        }.ConnectionString;
}
