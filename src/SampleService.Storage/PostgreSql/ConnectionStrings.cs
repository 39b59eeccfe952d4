using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Completes the connection string of the operator for the connections of the stores.</summary>
internal static class ConnectionStrings
{
    // All statements of the stores; Npgsql keeps them prepared on each connection from their second use on.
    private const int PreparedStatements = 100;

    // The loss of a silently dropped connection is noticed after twice this time.
    public const int LockKeepAliveSeconds = 5;

    // A week. A longer timeout is as good as none.
    private const int MaxTimeoutSeconds = 7 * 24 * 60 * 60;

    // Npgsql gives up on a statement this much later than the stores stop waiting for it.
    private const int SecondsAfterTimeout = 1;

    /// <summary>For the connections that calls are made on.</summary>
    /// <exception cref="ConnectionStringException">The text cannot be used.</exception>
    public static NpgsqlConnectionStringBuilder ForPool(PostgreSqlDatabaseOptions options)
    {
        var builder = PostgreSqlConnectionString.Parse(options.ConnectionString);
        // A reset would drop the lock, the limits and the silo identity of a connection.
        builder.NoResetOnClose = true;
        // Values of rows stay out of messages, and so out of the log.
        builder.IncludeErrorDetail = false;
        if (!builder.ShouldSerialize("Max Auto Prepare"))
            builder.MaxAutoPrepare = PreparedStatements;
        if (!builder.ShouldSerialize("Auto Prepare Min Usages"))
            builder.AutoPrepareMinUsages = 2;
        if (!builder.ShouldSerialize("Maximum Pool Size"))
            builder.MaxPoolSize = Math.Max(options.MaxConnections, builder.MinPoolSize);
        if (!builder.ShouldSerialize("Minimum Pool Size"))
            builder.MinPoolSize = Math.Min(options.MinConnections, builder.MaxPoolSize);
        if (!builder.ShouldSerialize("Command Timeout"))
            builder.CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        builder.CommandTimeout = builder.CommandTimeout is > 0 and <= MaxTimeoutSeconds
            ? builder.CommandTimeout + SecondsAfterTimeout
            : 0;
        if (!builder.ShouldSerialize("Application Name"))
            builder.ApplicationName = "Sample Service";
        return builder;
    }

    /// <summary>How long an operation may take on the connections that calls are made on; infinite if statements may take for ever.</summary>
    public static TimeSpan OperationTimeoutOf(NpgsqlConnectionStringBuilder pool) => pool.CommandTimeout > 0
        ? TimeSpan.FromSeconds(pool.CommandTimeout - SecondsAfterTimeout)
        : Timeout.InfiniteTimeSpan;

    /// <summary>For the one connection that holds the lock as long as the process lives, and those that are made only to check it.</summary>
    public static NpgsqlConnectionStringBuilder ForLock(NpgsqlConnectionStringBuilder pool)
    {
        var builder = new NpgsqlConnectionStringBuilder(pool.ConnectionString)
        {
            Pooling = false,
            KeepAlive = LockKeepAliveSeconds,
            MaxAutoPrepare = 0,
        };
        // Each host is looked at, so that it can be said what is wrong with it.
        if (PostgreSqlConnectionString.HasSeveralHosts(builder))
            builder.TargetSessionAttributes = "any";
        return builder;
    }
}
