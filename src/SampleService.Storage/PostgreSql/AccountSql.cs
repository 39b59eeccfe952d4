namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="PostgreSqlAccountStore"/>.</summary>
internal static class AccountSql
{
    private const string Roles = "ARRAY(SELECT role FROM account_roles WHERE account = a.name ORDER BY role)";

    private const string Columns = $"a.name, a.display_name, a.created_at, a.disabled_at, {Roles}";

    private const string TokenColumns = "id, account, description, created_at, expires_at, revoked_at";

    public const string HasAny = "SELECT 1 FROM accounts LIMIT 1";

    public const string HasAnyWorkspace = "SELECT 1 FROM workspaces LIMIT 1";

    public const string Find = $"SELECT {Columns} FROM accounts AS a WHERE a.name = $1";

    public const string List = $"SELECT {Columns} FROM accounts AS a ORDER BY a.name";

    public const string IsEnabled = "SELECT 1 FROM accounts WHERE name = $1 AND disabled_at IS NULL";

    // It stays enabled until the transaction ends.
    public const string LockEnabled = $"{IsEnabled} FOR SHARE";

    public const string FindEnabled =
        "SELECT a.name FROM accounts AS a WHERE a.name = ANY ($1) AND a.disabled_at IS NULL";

    public const string Insert =
        """
        WITH account AS (
            INSERT INTO accounts (name, display_name, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO NOTHING
            RETURNING name
        ), roles AS (
            INSERT INTO account_roles (account, role) SELECT DISTINCT account.name, r.role FROM account, unnest($4) AS r (role)
        )
        SELECT 1 FROM account
        """;

    // One change of who has which role at a time, so that two administrators cannot remove each other. Readers go on.
    public const string LockAll = "LOCK TABLE accounts, account_roles IN SHARE ROW EXCLUSIVE MODE";

    public const string LockEverything = "LOCK TABLE accounts, workspaces IN SHARE ROW EXCLUSIVE MODE";

    // Whoever is disabled already stays disabled since then.
    public const string Disable = "UPDATE accounts SET disabled_at = coalesce(disabled_at, $2) WHERE name = $1";

    public const string Enable = "UPDATE accounts SET disabled_at = NULL WHERE name = $1";

    public const string DeleteRoles = "DELETE FROM account_roles WHERE account = $1";

    public const string InsertRoles =
        "INSERT INTO account_roles (account, role) SELECT DISTINCT $1, r.role FROM unnest($2) AS r (role)";

    public const string HasHolder =
        """
        SELECT 1 FROM account_roles AS r JOIN accounts AS a ON a.name = r.account
        WHERE r.role = ANY ($1) AND a.disabled_at IS NULL LIMIT 1
        """;

    public const string FindGrant =
        $"""
        SELECT a.name, a.disabled_at, t.expires_at, t.revoked_at, {Roles}
        FROM account_tokens AS t JOIN accounts AS a ON a.name = t.account WHERE t.hash = $1
        """;

    // No row comes back when there is no such account.
    public const string InsertToken =
        $"""
        WITH holder AS (SELECT name FROM accounts WHERE name = $2 AND disabled_at IS NULL FOR SHARE)
        INSERT INTO account_tokens (hash, account, description, created_at, expires_at)
        SELECT $1, holder.name, $3, $4, $5 FROM holder
        RETURNING {TokenColumns}
        """;

    public const string ListTokens = $"SELECT {TokenColumns} FROM account_tokens WHERE account = $1 ORDER BY id";

    public const string Revoke =
        $"UPDATE account_tokens SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING {TokenColumns}";
}
