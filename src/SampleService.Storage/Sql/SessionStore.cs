using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Sessions, in either database.</summary>
public sealed class SessionStore(ISqlDatabase database) : ISessionStore
{
    private readonly SessionSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SessionVersion>> FindVersionsAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SessionVersion>>(
            async (session, token) => await session.ReadAllAsync(
                new SqlStatement(_sql.FindVersions).Bind([.. keys]),
                static row => new SessionVersion(row.GetString(0), (int)row.GetInt64(1)), token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> RemoveOldestAsync(UserName user, int kept, CancellationToken cancellation) =>
        RemoveAsync(() => new SqlStatement(_sql.RemoveOldest).Bind(user.Value).Bind(kept), cancellation);

    /// <inheritdoc/>
    public async ValueTask<int> RemoveExpiredAsync(Timestamp before, int max, CancellationToken cancellation) => (await RemoveAsync(
        () => new SqlStatement(_sql.RemoveExpired).Bind(before.Milliseconds).Bind(max), cancellation).ConfigureAwait(false)).Count;

    private ValueTask<IReadOnlyList<string>> RemoveAsync(Func<SqlStatement> statement, CancellationToken cancellation) =>
        database.WriteInAnyStateAsync<IReadOnlyList<string>>(
            async (session, token) =>
                await session.ReadAllAsync(statement(), static row => row.GetString(0), token).ConfigureAwait(false),
            static removed => removed.Count > 0, isIdempotent: true, cancellation);
}
