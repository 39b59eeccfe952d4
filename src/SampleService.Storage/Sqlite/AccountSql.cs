namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="SqliteAccountStore"/>.</summary>
internal static class AccountSql
{
    private const string Roles =
        """
        (SELECT group_concat(role, ',') FROM (SELECT role FROM account_roles WHERE account = a.name ORDER BY role))
        """;

    private const string Columns = $"a.name, a.display_name, a.created_at, a.disabled_at, {Roles}";

    private const string TokenColumns = "id, account, description, created_at, expires_at, revoked_at";

    public const string HasAny = "SELECT 1 FROM accounts LIMIT 1";

    public const string Find = $"SELECT {Columns} FROM accounts AS a WHERE a.name = @name";

    public const string List = $"SELECT {Columns} FROM accounts AS a ORDER BY a.name";

    public const string IsEnabled = "SELECT 1 FROM accounts WHERE name = @name AND disabled_at IS NULL";

    public const string FindEnabled =
        """
        SELECT a.name FROM json_each(@names) AS asked
        CROSS JOIN accounts AS a ON a.name = asked.value AND a.disabled_at IS NULL
        """;

    public const string Insert =
        """
        INSERT INTO accounts (name, display_name, created_at, disabled_at) VALUES (@name, @display, @now, NULL)
        ON CONFLICT (name) DO NOTHING
        """;

    // Whoever is disabled already stays disabled since then.
    public const string Disable = "UPDATE accounts SET disabled_at = coalesce(disabled_at, @at) WHERE name = @name";

    public const string Enable = "UPDATE accounts SET disabled_at = NULL WHERE name = @name";

    public const string DeleteRoles = "DELETE FROM account_roles WHERE account = @name";

    public const string InsertRole =
        "INSERT INTO account_roles (account, role) VALUES (@name, @role) ON CONFLICT DO NOTHING";

    public const string HasHolder =
        """
        SELECT 1 FROM json_each(@roles) AS asked
        CROSS JOIN account_roles AS r ON r.role = asked.value
        JOIN accounts AS a ON a.name = r.account AND a.disabled_at IS NULL
        LIMIT 1
        """;

    public const string FindGrant =
        $"""
        SELECT a.name, a.disabled_at, t.expires_at, t.revoked_at, {Roles}
        FROM account_tokens AS t JOIN accounts AS a ON a.name = t.account WHERE t.hash = @hash
        """;

    public const string InsertToken =
        $"""
        INSERT INTO account_tokens (hash, account, description, created_at, expires_at)
        VALUES (@hash, @account, @description, @now, @expires)
        RETURNING {TokenColumns}
        """;

    public const string ListTokens = $"SELECT {TokenColumns} FROM account_tokens WHERE account = @account ORDER BY id";

    public const string Revoke =
        $"""
        UPDATE account_tokens SET revoked_at = coalesce(revoked_at, @at) WHERE id = @id RETURNING {TokenColumns}
        """;

    public const string HasAnyWorkspace = "SELECT 1 FROM workspaces LIMIT 1";
}
