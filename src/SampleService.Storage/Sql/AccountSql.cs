namespace SampleService.Storage.Sql;

/// <summary>The statements of <see cref="AccountStore"/>.</summary>
internal sealed class AccountSql(SqlDialect dialect)
{
    // Names of roles have no comma; the tables see to that.
    private const string Roles = "(SELECT string_agg(role, ',' ORDER BY role) FROM account_roles WHERE account = a.name)";

    private const string Columns = $"a.name, a.display_name, a.created_at, a.disabled_at, {Roles}";

    private const string TokenColumns = "id, account, description, created_at, expires_at, revoked_at";

    public const string HasAny = "SELECT 1 FROM accounts LIMIT 1";

    public const string HasAnyWorkspace = "SELECT 1 FROM workspaces LIMIT 1";

    public const string Find = $"SELECT {Columns} FROM accounts AS a WHERE a.name = $1";

    public const string List = $"SELECT {Columns} FROM accounts AS a ORDER BY a.name";

    public const string IsEnabled = "SELECT 1 FROM accounts WHERE name = $1 AND disabled_at IS NULL";

    // No row comes back when the name or the identity is taken.
    public const string Insert =
        """
        INSERT INTO accounts (name, display_name, created_at, issuer, subject) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING RETURNING name
        """;

    // An account that is disabled already keeps the moment since when it is.
    public const string SetDisabled =
        """
        UPDATE accounts SET disabled_at = CASE WHEN $2 IS NULL THEN NULL ELSE coalesce(disabled_at, $2) END WHERE name = $1
        """;

    public const string DeleteRoles = "DELETE FROM account_roles WHERE account = $1";

    public const string InsertRole = "INSERT INTO account_roles (account, role) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    public const string InsertToken =
        $"""
        INSERT INTO account_tokens (hash, account, description, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
        RETURNING {TokenColumns}
        """;

    public const string ListTokens = $"SELECT {TokenColumns} FROM account_tokens WHERE account = $1 ORDER BY id";

    public const string Revoke =
        $"UPDATE account_tokens SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING {TokenColumns}";

    /// <summary>The account stays enabled until the transaction ends.</summary>
    public string LockEnabled { get; } = IsEnabled + dialect.ForShare;

    public string FindGrants { get; } =
        $"""
        SELECT t.hash, a.name, a.disabled_at, t.expires_at, t.revoked_at, {Roles}
        FROM account_tokens AS t JOIN accounts AS a ON a.name = t.account WHERE t.hash {dialect.IsAnyOfBytes("$1")}
        """;

    public string FindEnabled { get; } = $"SELECT name FROM accounts WHERE name {dialect.IsAnyOf("$1")} AND disabled_at IS NULL";

    public string FindBound { get; } =
        $"""
        SELECT name, issuer, subject, disabled_at FROM accounts
        WHERE subject {dialect.IsAnyOf("$1")} OR name {dialect.IsAnyOf("$2")}
        """;

    public string HasHolder { get; } =
        $"""
        SELECT 1 FROM account_roles AS r JOIN accounts AS a ON a.name = r.account
        WHERE r.role {dialect.IsAnyOf("$1")} AND a.disabled_at IS NULL LIMIT 1
        """;

    /// <summary>Changes of roles go one after the other, so that two administrators cannot remove each other.</summary>
    public string LockRoles { get; } = dialect.LockTables("accounts, account_roles");

    public string LockAll { get; } = dialect.LockTables("accounts, workspaces");
}
