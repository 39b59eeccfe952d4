using System.Buffers;
using System.Text.Json;
using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Accounts of a stand-alone deployment in a SQLite database.</summary>
public sealed class SqliteAccountStore(SqliteDatabase database) : IAccountStore
{
    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellation) =>
        database.ReadAsync(static session => !session.Prepare(AccountSql.HasAny).ReadAny(), cancellation);

    /// <inheritdoc/>
    public ValueTask<Account?> FindAsync(UserName name, CancellationToken cancellation) =>
        database.ReadAsync(session => Find(session, name), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Account>>(
            static session => session.Prepare(AccountSql.List).ReadAll(ReadAccount), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<UserName>> FindEnabledAsync(
        IReadOnlyCollection<UserName> names, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<UserName>>(
            session => session.Prepare(AccountSql.FindEnabled).BindText("@names", Json(names.Select(name => name.Value)))
                .ReadAll(static row => new UserName(row.GetString(0))).ToHashSet(),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<Account?> CreateAsync(NewAccount account, CancellationToken cancellation) =>
        database.WriteAsync(session => TryInsert(session, account) ? Find(session, account.Name) : null, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountOutcome> SetDisabledAsync(
        UserName name, Timestamp? at, IReadOnlyCollection<string> keptRoles, CancellationToken cancellation) =>
        ChangeAsync(
            name,
            session => (at is { } moment
                ? session.Prepare(AccountSql.Disable).Bind("@at", moment.Milliseconds)
                : session.Prepare(AccountSql.Enable)).Bind("@name", name.Value).Execute(),
            keptRoles,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountOutcome> SetRolesAsync(
        UserName name, IReadOnlyCollection<string> roles, IReadOnlyCollection<string> keptRoles,
        CancellationToken cancellation) =>
        ChangeAsync(
            name,
            session =>
            {
                session.Prepare(AccountSql.DeleteRoles).Bind("@name", name.Value).Execute();
                InsertRoles(session, name, roles);
            },
            keptRoles,
            cancellation);

    /// <inheritdoc/>
    public ValueTask<TokenGrant?> FindGrantAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.Prepare(AccountSql.FindGrant).Bind("@hash", hash).ReadSingle(ReadGrant), cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountToken?> IssueAsync(NewToken token, CancellationToken cancellation) =>
        database.WriteAsync(
            session => IsEnabled(session, token.Account) ? InsertToken(session, token) : null, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AccountToken>> ListTokensAsync(UserName account, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<AccountToken>>(
            session => session.Prepare(AccountSql.ListTokens).Bind("@account", account.Value).ReadAll(ReadToken),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountToken?> RevokeAsync(long id, Timestamp at, CancellationToken cancellation) =>
        database.WriteAsync(
            session => session.Prepare(AccountSql.Revoke).Bind("@at", at.Milliseconds).Bind("@id", id)
                .ReadSingle(ReadToken),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> SeedAsync(Seed seed, CancellationToken cancellation) =>
        database.WriteAsync(session => Seed(session, seed), cancellation);

    /// <summary>Whether there is an enabled account of this name.</summary>
    internal static bool IsEnabled(SqliteSession session, UserName name) =>
        session.Prepare(AccountSql.IsEnabled).Bind("@name", name.Value).ReadAny();

    private ValueTask<AccountOutcome> ChangeAsync(
        UserName name, Action<SqliteSession> change, IReadOnlyCollection<string> keptRoles, CancellationToken cancellation)
    {
        return WriteAsync();

        async ValueTask<AccountOutcome> WriteAsync()
        {
            try
            {
                return await database.WriteAsync(Change, cancellation).ConfigureAwait(false);
            }
            catch (LastHolderException)
            {
                return new AccountOutcome(
                    AccountStatus.LastHolder, await FindAsync(name, cancellation).ConfigureAwait(false));
            }
        }

        AccountOutcome Change(SqliteSession session)
        {
            if (Find(session, name) is null)
                return new AccountOutcome(AccountStatus.NoSuchAccount, null);
            var hadHolder = HasHolder(session, keptRoles);
            change(session);
            // Thrown, so that the change is undone.
            if (hadHolder && !HasHolder(session, keptRoles))
                throw new LastHolderException();
            return new AccountOutcome(AccountStatus.Done, Find(session, name));
        }
    }

    private static bool HasHolder(SqliteSession session, IReadOnlyCollection<string> roles) =>
        session.Prepare(AccountSql.HasHolder).BindText("@roles", Json(roles)).ReadAny();

    private static Account? Find(SqliteSession session, UserName name) =>
        session.Prepare(AccountSql.Find).Bind("@name", name.Value).ReadSingle(ReadAccount);

    private static bool TryInsert(SqliteSession session, NewAccount account)
    {
        var inserted = session.Prepare(AccountSql.Insert).Bind("@name", account.Name.Value)
            .Bind("@display", account.DisplayName).Bind("@now", account.Created.Milliseconds).Execute();
        if (inserted == 0)
            return false;
        InsertRoles(session, account.Name, account.Roles);
        return true;
    }

    private static void InsertRoles(SqliteSession session, UserName name, IEnumerable<string> roles)
    {
        foreach (var role in roles)
            session.Prepare(AccountSql.InsertRole).Bind("@name", name.Value).Bind("@role", role).Execute();
    }

    private static AccountToken? InsertToken(SqliteSession session, NewToken token) =>
        session.Prepare(AccountSql.InsertToken).Bind("@hash", token.Hash).Bind("@account", token.Account.Value)
            .Bind("@description", token.Description).Bind("@now", token.Created.Milliseconds)
            .Bind("@expires", token.Expires?.Milliseconds).ReadSingle(ReadToken);

    private static bool Seed(SqliteSession session, Seed seed)
    {
        if (session.Prepare(AccountSql.HasAny).ReadAny() || session.Prepare(AccountSql.HasAnyWorkspace).ReadAny())
            return false;
        foreach (var account in seed.Accounts)
            TryInsert(session, account);
        foreach (var token in seed.Tokens)
            InsertToken(session, token);
        var workspace = SqliteWorkspaceStore.Insert(session, seed.Workspace).Id;
        foreach (var grant in seed.Rights)
            SqliteWorkspaceStore.InsertRight(session, workspace, grant);
        foreach (var item in seed.Objects)
            SqliteWorkspaceStore.CreateObject(session, workspace, item.Name, item.Type, seed.Workspace.Created);
        return true;
    }

    private static ReadOnlySpan<byte> Json(IEnumerable<string> texts)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var text in texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        return json.WrittenSpan;
    }

    private static Account ReadAccount(SqliteRow row) =>
        new(new UserName(row.GetString(0)), row.GetString(1), new Timestamp(row.GetInt64(2)), ReadTime(row, 3), ReadRoles(row, 4));

    private static TokenGrant ReadGrant(SqliteRow row) =>
        new(new UserName(row.GetString(0)), !row.IsNull(1), ReadTime(row, 2), !row.IsNull(3), ReadRoles(row, 4));

    private static AccountToken ReadToken(SqliteRow row) =>
        new(row.GetInt64(0), new UserName(row.GetString(1)), row.GetString(2), new Timestamp(row.GetInt64(3)),
            ReadTime(row, 4), ReadTime(row, 5));

    private static string[] ReadRoles(SqliteRow row, int column) =>
        row.IsNull(column) ? [] : row.GetString(column).Split(',');

    private static Timestamp? ReadTime(SqliteRow row, int column) =>
        row.GetInt64OrNull(column) is { } milliseconds ? new Timestamp(milliseconds) : null;

    private sealed class LastHolderException : Exception;
}
