using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Keys of the deployment, in either database.</summary>
public sealed class ServiceKeyStore(ISqlDatabase database) : IServiceKeyStore
{
    internal const string Find = "SELECT key FROM service_keys WHERE name = $1";

    internal const string Insert = "INSERT INTO service_keys (name, key, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync((session, token) => FindAsync(session, name, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<byte[]> AddAsync(string name, ReadOnlyMemory<byte> key, Timestamp now, CancellationToken cancellation) =>
        database.WriteInAnyStateAsync(
            async (session, token) =>
            {
                await session.ExecuteAsync(new SqlStatement(Insert).Bind(name).Bind(key).Bind(now.Milliseconds), token).ConfigureAwait(false);
                return (await FindAsync(session, name, token).ConfigureAwait(false))!;
            },
            static _ => true, isIdempotent: true, cancellation);

    private static Task<byte[]?> FindAsync(ISqlSession session, string name, CancellationToken cancellation) =>
        session.ReadSingleAsync(new SqlStatement(Find).Bind(name), static row => row.GetBytes(0), cancellation);
}
