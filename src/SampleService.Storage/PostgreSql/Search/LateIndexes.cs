using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Makes the indexes of large tables while others write.</summary>
internal static class LateIndexes
{
    private const int MaxAttempts = 10;

    /// <summary>Makes those that are not there; false if another process does.</summary>
    public static Task<bool> MakeAsync(PostgreSqlDatabase database, CancellationToken cancellation) => database.RunUnlimitedAsync(
        async (connection, token) =>
        {
            if (await ScalarAsync(connection, BackfillSql.TryLockSession, token).ConfigureAwait(false) is not true)
                return false;
            try
            {
                foreach (var index in await ListAsync(connection, token).ConfigureAwait(false))
                    await MakeAsync(connection, index, token).ConfigureAwait(false);
            }
            finally
            {
                if (connection.State == System.Data.ConnectionState.Open)
                    await ScalarAsync(connection, BackfillSql.UnlockSession, CancellationToken.None).ConfigureAwait(false);
            }

            return true;
        },
        cancellation);

    private static async Task<List<LateIndex>> ListAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var command = Command(connection, BackfillSql.ListLackingIndexes);
        await using var _ = command.ConfigureAwait(false);
        var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        var lacking = new List<LateIndex>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            lacking.Add(new LateIndex(rows.GetString(0), rows.GetString(1), rows.GetBoolean(2)));
        return lacking;
    }

    private static async Task MakeAsync(NpgsqlConnection connection, LateIndex index, CancellationToken cancellation)
    {
        // What an attempt leaves that was ended is no index, but in the way of one.
        var isInTheWay = index.IsInvalid;
        for (var attempt = 1; ; attempt++)
        {
            if (isInTheWay)
                await ScalarAsync(connection, $"DROP INDEX CONCURRENTLY IF EXISTS {index.Name}", cancellation).ConfigureAwait(false);
            try
            {
                await ScalarAsync(connection, index.Definition.Replace("%s", "CONCURRENTLY", StringComparison.Ordinal), cancellation).ConfigureAwait(false);
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation && attempt < MaxAttempts)
            {
                isInTheWay = true;
                await ScalarAsync(connection, BackfillSql.SeparateOrdinals, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var command = Command(connection, sql);
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 0 };

    private sealed record LateIndex(string Name, string Definition, bool IsInvalid);
}
