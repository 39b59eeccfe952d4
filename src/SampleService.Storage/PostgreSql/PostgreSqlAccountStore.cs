using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Accounts of a stand-alone deployment in a PostgreSQL database.</summary>
public sealed class PostgreSqlAccountStore(PostgreSqlDatabase database) : IAccountStore
{
    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            static async (session, token) => !await session.ReadAnyAsync(
                new PostgreSqlStatement(AccountSql.HasAny), token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<Account?> FindAsync(UserName name, CancellationToken cancellation) =>
        database.ReadAsync((session, token) => FindAsync(session, name, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Account>>(
            static async (session, token) => await session.ReadAllAsync(
                new PostgreSqlStatement(AccountSql.List), ReadAccount, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<UserName>> FindEnabledAsync(
        IReadOnlyCollection<UserName> names, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<UserName>>(
            async (session, token) => (await session.ReadAllAsync(
                new PostgreSqlStatement(AccountSql.FindEnabled).Bind([.. names.Select(static name => name.Value)]),
                static row => row.GetUser(0), token).ConfigureAwait(false)).ToHashSet(),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<Account?> CreateAsync(NewAccount account, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.RunAsync(
                [InsertStatement(account), FindStatement(account.Name)],
                static async (reader, inner) =>
                {
                    if (!await reader.ReadAsync(inner).ConfigureAwait(false))
                        return null;
                    await reader.NextResultAsync(inner).ConfigureAwait(false);
                    return await PostgreSqlSession.ReadRowAsync(reader, ReadAccount, inner).ConfigureAwait(false);
                },
                CommandBehavior.Default, token),
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountOutcome> SetDisabledAsync(
        UserName name, Timestamp? at, IReadOnlyCollection<string> keptRoles, CancellationToken cancellation) =>
        ChangeAsync(
            name,
            () =>
            [
                at is { } moment
                    ? new PostgreSqlStatement(AccountSql.Disable).Bind(name.Value).Bind(moment.Milliseconds)
                    : new PostgreSqlStatement(AccountSql.Enable).Bind(name.Value),
            ],
            keptRoles, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountOutcome> SetRolesAsync(
        UserName name, IReadOnlyCollection<string> roles, IReadOnlyCollection<string> keptRoles,
        CancellationToken cancellation) =>
        ChangeAsync(
            name,
            () =>
            [
                new PostgreSqlStatement(AccountSql.DeleteRoles).Bind(name.Value),
                new PostgreSqlStatement(AccountSql.InsertRoles).Bind(name.Value).Bind([.. roles]),
            ],
            keptRoles, cancellation);

    /// <inheritdoc/>
    public ValueTask<TokenGrant?> FindGrantAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new PostgreSqlStatement(AccountSql.FindGrant).BindBytes(hash), ReadGrant, token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountToken?> IssueAsync(NewToken token, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, inner) => session.ReadSingleAsync(TokenStatement(token), ReadToken, inner),
            isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccountToken>> ListTokensAsync(UserName account, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<AccountToken>>(
            async (session, token) => await session.ReadAllAsync(
                new PostgreSqlStatement(AccountSql.ListTokens).Bind(account.Value), ReadToken, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountToken?> RevokeAsync(long id, Timestamp at, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.ReadSingleAsync(
                new PostgreSqlStatement(AccountSql.Revoke).Bind(id).Bind(at.Milliseconds), ReadToken, token),
            isIdempotent: true, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> SeedAsync(Seed seed, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.InTransactionAsync(
                () => SeedAsync(session, seed, token), static stored => stored, token),
            isIdempotent: false, cancellation);

    /// <summary>Whether there is an enabled account of this name.</summary>
    internal static Task<bool> IsEnabledAsync(PostgreSqlSession session, UserName name, CancellationToken cancellation) =>
        session.ReadAnyAsync(new PostgreSqlStatement(AccountSql.IsEnabled).Bind(name.Value), cancellation);

    /// <summary>Whether there is an enabled account of this name, which then stays so until the transaction ends.</summary>
    internal static Task<bool> LockEnabledAsync(PostgreSqlSession session, UserName name, CancellationToken cancellation) =>
        session.ReadAnyAsync(new PostgreSqlStatement(AccountSql.LockEnabled).Bind(name.Value), cancellation);

    private ValueTask<AccountOutcome> ChangeAsync(
        UserName name, Func<PostgreSqlStatement[]> change, IReadOnlyCollection<string> keptRoles,
        CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.InTransactionAsync(
                () => ChangeAsync(session, name, change(), [.. keptRoles], token),
                static outcome => outcome.Status == AccountStatus.Done, token),
            isIdempotent: false, cancellation);

    private static async Task<AccountOutcome> ChangeAsync(
        PostgreSqlSession session, UserName name, PostgreSqlStatement[] change, string[] keptRoles,
        CancellationToken cancellation)
    {
        await session.ExecuteAsync(new PostgreSqlStatement(AccountSql.LockAll), cancellation).ConfigureAwait(false);
        if (await FindAsync(session, name, cancellation).ConfigureAwait(false) is not { } former)
            return new AccountOutcome(AccountStatus.NoSuchAccount, null);
        var hadHolder = await HasHolderAsync(session, keptRoles, cancellation).ConfigureAwait(false);
        foreach (var statement in change)
            await session.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        if (hadHolder && !await HasHolderAsync(session, keptRoles, cancellation).ConfigureAwait(false))
            return new AccountOutcome(AccountStatus.LastHolder, former);
        return new AccountOutcome(AccountStatus.Done, await FindAsync(session, name, cancellation).ConfigureAwait(false));
    }

    private static Task<bool> HasHolderAsync(PostgreSqlSession session, string[] roles, CancellationToken cancellation) =>
        session.ReadAnyAsync(new PostgreSqlStatement(AccountSql.HasHolder).Bind(roles), cancellation);

    private static async Task<bool> SeedAsync(PostgreSqlSession session, Seed seed, CancellationToken cancellation)
    {
        await session.ExecuteAsync(new PostgreSqlStatement(AccountSql.LockEverything), cancellation).ConfigureAwait(false);
        foreach (var any in (string[])[AccountSql.HasAny, AccountSql.HasAnyWorkspace])
            if (await session.ReadAnyAsync(new PostgreSqlStatement(any), cancellation).ConfigureAwait(false))
                return false;
        foreach (var account in seed.Accounts)
            await session.ExecuteAsync(InsertStatement(account), cancellation).ConfigureAwait(false);
        foreach (var token in seed.Tokens)
            await session.ExecuteAsync(TokenStatement(token), cancellation).ConfigureAwait(false);
        var workspace = (await PostgreSqlWorkspaceStore.InsertAsync(session, seed.Workspace, cancellation).ConfigureAwait(false))!.Id;
        foreach (var grant in seed.Rights)
            await PostgreSqlWorkspaceStore.InsertRightAsync(session, workspace, grant, cancellation).ConfigureAwait(false);
        foreach (var item in seed.Objects)
            await PostgreSqlWorkspaceStore.CreateObjectAsync(
                session, workspace, item.Name, item.Type, seed.Workspace.Created, cancellation).ConfigureAwait(false);
        return true;
    }

    private static Task<Account?> FindAsync(PostgreSqlSession session, UserName name, CancellationToken cancellation) =>
        session.ReadSingleAsync(FindStatement(name), ReadAccount, cancellation);

    private static PostgreSqlStatement FindStatement(UserName name) =>
        new PostgreSqlStatement(AccountSql.Find).Bind(name.Value);

    private static PostgreSqlStatement InsertStatement(NewAccount account) =>
        new PostgreSqlStatement(AccountSql.Insert).Bind(account.Name.Value).Bind(account.DisplayName)
            .Bind(account.Created.Milliseconds).Bind([.. account.Roles]);

    private static PostgreSqlStatement TokenStatement(NewToken token) =>
        new PostgreSqlStatement(AccountSql.InsertToken).BindBytes(token.Hash).Bind(token.Account.Value)
            .Bind(token.Description).Bind(token.Created.Milliseconds).Bind(token.Expires?.Milliseconds);

    private static Account ReadAccount(NpgsqlDataReader row) => new(
        row.GetUser(0), row.GetString(1), row.GetTimestamp(2), row.GetTimestampOrNull(3), row.GetFieldValue<string[]>(4));

    private static TokenGrant ReadGrant(NpgsqlDataReader row) => new(
        row.GetUser(0), !row.IsDBNull(1), row.GetTimestampOrNull(2), !row.IsDBNull(3), row.GetFieldValue<string[]>(4));

    private static AccountToken ReadToken(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetUser(1), row.GetString(2), row.GetTimestamp(3), row.GetTimestampOrNull(4),
        row.GetTimestampOrNull(5));
}
