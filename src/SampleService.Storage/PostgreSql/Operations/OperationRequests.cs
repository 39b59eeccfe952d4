using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>The names of calls, in the transactions of the calls.</summary>
internal static class OperationRequests
{
    /// <summary>Takes a name, and waits for another transaction that has taken it.</summary>
    /// <returns>The answer that is kept under the name; null if it was free.</returns>
    public static Task<StoredAnswer?> ClaimAsync(
        PostgreSqlSession session, RequestKey request, OperationLimits limits, long? now, CancellationToken cancellation)
    {
        PostgreSqlStatement Named(string sql) => new PostgreSqlStatement(sql).Bind(request.User.Value).Bind(request.Id);
        var kept = (long)limits.RequestsKept.TotalMilliseconds;
        return session.RunAsync(
            [
                Named(OperationSql.ForgetRequest).Bind(now).Bind(kept),
                new PostgreSqlStatement(OperationSql.ForgetOldRequests).Bind(now).Bind(kept),
                Named(OperationSql.ClaimRequest).BindBytes(request.Hash).Bind(now),
                Named(OperationSql.FindClaim),
            ],
            static async (rows, token) =>
            {
                // What is forgotten has no result.
                var isOurs = await rows.ReadAsync(token).ConfigureAwait(false);
                await rows.NextResultAsync(token).ConfigureAwait(false);
                return isOurs ? null : await PostgreSqlSession.ReadRowAsync(rows, ReadAnswer, token).ConfigureAwait(false);
            },
            System.Data.CommandBehavior.Default, cancellation);
    }

    /// <summary>Keeps the answer under the name.</summary>
    public static PostgreSqlStatement Keep(RequestKey request, ReadOnlyMemory<byte> answer) =>
        new PostgreSqlStatement(OperationSql.KeepAnswer).Bind(request.User.Value).Bind(request.Id).BindText(answer);

    public static StoredAnswer ReadAnswer(NpgsqlDataReader row) => new(row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1));
}
