using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Accounts of a stand-alone deployment, in either database.</summary>
public sealed class AccountStore(ISqlDatabase database) : IAccountStore
{
    private readonly AccountSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            static async (session, token) =>
                !await session.ReadAnyAsync(new SqlStatement(AccountSql.HasAny), token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<Account?> FindAsync(UserName name, CancellationToken cancellation) =>
        database.ReadAsync((session, token) => FindAsync(session, name, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Account>>(
            static async (session, token) =>
                await session.ReadAllAsync(new SqlStatement(AccountSql.List), ReadAccount, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<UserName>> FindEnabledAsync(
        IReadOnlyCollection<UserName> names, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<UserName>>(
            async (session, token) => (await session.ReadAllAsync(
                new SqlStatement(_sql.FindEnabled).Bind([.. names.Select(static name => name.Value)]),
                static row => row.GetUser(0), token).ConfigureAwait(false)).ToHashSet(),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BoundAccount>> FindBoundAsync(
        IReadOnlyCollection<string> subjects, IReadOnlyCollection<UserName> names, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<BoundAccount>>(
            async (session, token) => await session.ReadAllAsync(
                new SqlStatement(_sql.FindBound).Bind([.. subjects]).Bind([.. names.Select(static name => name.Value)]),
                ReadBound, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<Account?> CreateAsync(NewAccount account, CancellationToken cancellation) =>
        database.WriteAsync(
            async (session, token) => await TryInsertAsync(session, account, token).ConfigureAwait(false)
                ? await FindAsync(session, account.Name, token).ConfigureAwait(false)
                : null,
            static made => made is not null, isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountOutcome> SetDisabledAsync(
        UserName name, Timestamp? at, IReadOnlyCollection<string> keptRoles, CancellationToken cancellation) =>
        ChangeAsync(
            name,
            (session, token) => session.ExecuteAsync(
                new SqlStatement(AccountSql.SetDisabled).Bind(name.Value).Bind(at?.Milliseconds), token),
            keptRoles, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountOutcome> SetRolesAsync(
        UserName name, IReadOnlyCollection<string> roles, IReadOnlyCollection<string> keptRoles,
        CancellationToken cancellation) =>
        ChangeAsync(
            name,
            async (session, token) =>
            {
                await session.ExecuteAsync(new SqlStatement(AccountSql.DeleteRoles).Bind(name.Value), token).ConfigureAwait(false);
                await InsertRolesAsync(session, name, roles, token).ConfigureAwait(false);
            },
            keptRoles, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TokenGrant>> FindGrantsAsync(
        IReadOnlyCollection<byte[]> hashes, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<TokenGrant>>(
            async (session, token) => await session.ReadAllAsync(
                new SqlStatement(_sql.FindGrants).Bind([.. hashes]), ReadGrant, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountToken?> IssueAsync(NewToken token, CancellationToken cancellation) =>
        database.WriteAsync(
            async (session, inner) =>
                await session.ReadAnyAsync(
                    new SqlStatement(_sql.LockEnabled).Bind(token.Account.Value), inner).ConfigureAwait(false)
                    ? await InsertTokenAsync(session, token, inner).ConfigureAwait(false)
                    : null,
            static issued => issued is not null, isIdempotent: false, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccountToken>> ListTokensAsync(UserName account, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<AccountToken>>(
            async (session, token) => await session.ReadAllAsync(
                new SqlStatement(AccountSql.ListTokens).Bind(account.Value), ReadToken, token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountToken?> RevokeAsync(long id, Timestamp at, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => session.ReadSingleAsync(
                new SqlStatement(AccountSql.Revoke).Bind(id).Bind(at.Milliseconds), ReadToken, token),
            static revoked => revoked is not null, isIdempotent: true, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> SeedAsync(Seed seed, CancellationToken cancellation) =>
        database.WriteAsync(
            (session, token) => SeedAsync(session, seed, token), static stored => stored, isIdempotent: false, cancellation);

    private ValueTask<AccountOutcome> ChangeAsync(
        UserName name, Func<ISqlSession, CancellationToken, Task> change, IReadOnlyCollection<string> keptRoles,
        CancellationToken cancellation) =>
        database.WriteAsync(
            async (session, token) =>
            {
                await session.ExecuteAsync(new SqlStatement(_sql.LockRoles), token).ConfigureAwait(false);
                if (await FindAsync(session, name, token).ConfigureAwait(false) is not { } former)
                    return new AccountOutcome(AccountStatus.NoSuchAccount, null);
                var hadHolder = await HasHolderAsync(session, keptRoles, token).ConfigureAwait(false);
                await change(session, token).ConfigureAwait(false);
                if (hadHolder && !await HasHolderAsync(session, keptRoles, token).ConfigureAwait(false))
                    return new AccountOutcome(AccountStatus.LastHolder, former);
                return new AccountOutcome(AccountStatus.Done, await FindAsync(session, name, token).ConfigureAwait(false));
            },
            static outcome => outcome.Status == AccountStatus.Done, isIdempotent: false, cancellation);

    private async Task<bool> SeedAsync(ISqlSession session, Seed seed, CancellationToken cancellation)
    {
        await session.ExecuteAsync(new SqlStatement(_sql.LockAll), cancellation).ConfigureAwait(false);
        foreach (var any in (string[])[AccountSql.HasAny, AccountSql.HasAnyWorkspace])
            if (await session.ReadAnyAsync(new SqlStatement(any), cancellation).ConfigureAwait(false))
                return false;
        foreach (var account in seed.Accounts)
            await TryInsertAsync(session, account, cancellation).ConfigureAwait(false);
        foreach (var token in seed.Tokens)
            await InsertTokenAsync(session, token, cancellation).ConfigureAwait(false);
        var workspace = (await WorkspaceRows.InsertAsync(session, seed.Workspace, cancellation).ConfigureAwait(false)).Id;
        foreach (var grant in seed.Rights)
            await WorkspaceRows.SetRightAsync(session, workspace, grant, cancellation).ConfigureAwait(false);
        foreach (var item in seed.Objects)
            await WorkspaceRows.InsertObjectAsync(
                session, workspace, item.Name, item.Type, seed.Workspace.Created, cancellation).ConfigureAwait(false);
        return true;
    }

    private Task<bool> HasHolderAsync(ISqlSession session, IReadOnlyCollection<string> roles, CancellationToken cancellation) =>
        session.ReadAnyAsync(new SqlStatement(_sql.HasHolder).Bind([.. roles]), cancellation);

    private static Task<Account?> FindAsync(ISqlSession session, UserName name, CancellationToken cancellation) =>
        session.ReadSingleAsync(new SqlStatement(AccountSql.Find).Bind(name.Value), ReadAccount, cancellation);

    private static async Task<bool> TryInsertAsync(ISqlSession session, NewAccount account, CancellationToken cancellation)
    {
        var insert = new SqlStatement(AccountSql.Insert)
            .Bind(account.Name.Value).Bind(account.DisplayName).Bind(account.Created.Milliseconds)
            .Bind(account.Identity?.Issuer).Bind(account.Identity?.Subject);
        if (!await session.ReadAnyAsync(insert, cancellation).ConfigureAwait(false))
            return false;
        await InsertRolesAsync(session, account.Name, account.Roles, cancellation).ConfigureAwait(false);
        return true;
    }

    private static async Task InsertRolesAsync(
        ISqlSession session, UserName name, IEnumerable<string> roles, CancellationToken cancellation)
    {
        foreach (var role in roles)
            await session.ExecuteAsync(
                new SqlStatement(AccountSql.InsertRole).Bind(name.Value).Bind(role), cancellation).ConfigureAwait(false);
    }

    private static Task<AccountToken?> InsertTokenAsync(ISqlSession session, NewToken token, CancellationToken cancellation) =>
        session.ReadSingleAsync(
            new SqlStatement(AccountSql.InsertToken).Bind(token.Hash).Bind(token.Account.Value).Bind(token.Description)
                .Bind(token.Created.Milliseconds).Bind(token.Expires?.Milliseconds),
            ReadToken, cancellation);

    private static Account ReadAccount(ISqlRow row) => new(
        row.GetUser(0), row.GetString(1), row.GetTimestamp(2), row.GetTimestampOrNull(3), ReadRoles(row, 4));

    private static BoundAccount ReadBound(ISqlRow row) => new(
        row.GetUser(0), row.IsNull(1) ? null : new AccountIdentity(row.GetString(1), row.GetString(2)), !row.IsNull(3));

    private static TokenGrant ReadGrant(ISqlRow row) => new(
        row.GetBytes(0), row.GetUser(1), !row.IsNull(2), row.GetTimestampOrNull(3), !row.IsNull(4), ReadRoles(row, 5));

    private static AccountToken ReadToken(ISqlRow row) => new(
        row.GetInt64(0), row.GetUser(1), row.GetString(2), row.GetTimestamp(3), row.GetTimestampOrNull(4),
        row.GetTimestampOrNull(5));

    private static string[] ReadRoles(ISqlRow row, int column) => row.IsNull(column) ? [] : row.GetString(column).Split(',');
}
