using System.Data.Common;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Completes the connection string of the operator.</summary>
internal static class ConnectionStrings
{
    // All statements of the stores; Npgsql keeps them prepared on each connection from their second use on.
    private const int PreparedStatements = 100;

    // A lock whose connection is cut off without a word is noticed after twice this many seconds.
    private const int LockKeepAliveSeconds = 5;

    // A week. Whoever asks for more need not be told that it is over.
    private const int MaxTimeoutSeconds = 7 * 24 * 60 * 60;

    // Npgsql gives a statement up this much later than the stores end the wait for it.
    private const int SecondsAfterTimeout = 1;

    /// <summary>For the connections that calls are made on.</summary>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public static NpgsqlConnectionStringBuilder ForPool(PostgreSqlDatabaseOptions options)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = options.ConnectionString };
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            // A reset would take away all that connections have: their lock, their limits, the name of their silo.
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
