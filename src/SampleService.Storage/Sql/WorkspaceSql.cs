namespace SampleService.Storage.Sql;

/// <summary>The statements of <see cref="WorkspaceStore"/>.</summary>
internal sealed class WorkspaceSql(SqlDialect dialect)
{
    private const string Columns = "id, name, owner, public_read, created_at, deleted_at";

    // What the user of the first parameter may do: everything as the owner (3), else what is listed, else read (1) if public.
    private const string Level =
        """
        CASE WHEN w.owner = $1 THEN 3 ELSE coalesce(
            (SELECT r.level FROM workspace_rights AS r WHERE r.workspace_id = w.id AND r.account = $1),
            CASE WHEN w.public_read THEN 1 ELSE 0 END) END
        """;

    private const string Objects =
        """
        SELECT o.workspace_id, o.object_id, v.version, o.name, v.type, v.created_at, o.deleted_at
        FROM workspace_objects AS o JOIN workspace_object_versions AS v
        ON v.workspace_id = o.workspace_id AND v.object_id = o.object_id AND v.version = (
            SELECT max(version) FROM workspace_object_versions AS n
            WHERE n.workspace_id = o.workspace_id AND n.object_id = o.object_id)
        """;

    public const string Insert =
        $"INSERT INTO workspaces (name, owner, public_read, created_at) VALUES ($1, $2, $3, $4) RETURNING {Columns}";

    public const string Find = $"SELECT {Columns}, {Level} FROM workspaces AS w WHERE w.id = $2";

    public const string List = $"SELECT {Columns} FROM workspaces ORDER BY id";

    public const string ListRights = "SELECT account, level FROM workspace_rights WHERE workspace_id = $1 ORDER BY account";

    public const string SetDeleted =
        $"""
        UPDATE workspaces SET deleted_at = CASE WHEN $2 IS NULL THEN NULL ELSE coalesce(deleted_at, $2) END
        WHERE id = $1 RETURNING {Columns}
        """;

    public const string SetPublic = $"UPDATE workspaces SET public_read = $2 WHERE id = $1 RETURNING {Columns}";

    public const string DeleteRight = "DELETE FROM workspace_rights WHERE workspace_id = $1 AND account = $2";

    public const string SetRight =
        """
        INSERT INTO workspace_rights (workspace_id, account, level) VALUES ($1, $2, $3)
        ON CONFLICT (workspace_id, account) DO UPDATE SET level = excluded.level
        """;

    // No row comes back when the name is taken.
    public const string InsertObject =
        """
        INSERT INTO workspace_objects (workspace_id, object_id, name)
        SELECT $1, coalesce(max(object_id), 0) + 1, $2 FROM workspace_objects WHERE workspace_id = $1
        ON CONFLICT (workspace_id, name) DO NOTHING
        RETURNING object_id
        """;

    public const string InsertVersion =
        """
        INSERT INTO workspace_object_versions (workspace_id, object_id, version, type, created_at)
        VALUES ($1, $2, $3, $4, $5)
        """;

    public const string FindObject = $"{Objects} WHERE o.workspace_id = $1 AND o.object_id = $2";

    public const string ListObjects = $"{Objects} WHERE o.workspace_id = $1 ORDER BY o.object_id";

    public const string SetObjectDeleted =
        """
        UPDATE workspace_objects SET deleted_at = CASE WHEN $3 IS NULL THEN NULL ELSE coalesce(deleted_at, $3) END
        WHERE workspace_id = $1 AND object_id = $2
        """;

    public const string FindType =
        """
        SELECT v.type FROM workspace_object_versions AS v
        JOIN workspace_objects AS o ON o.workspace_id = v.workspace_id AND o.object_id = v.object_id
        JOIN workspaces AS w ON w.id = v.workspace_id
        WHERE v.workspace_id = $1 AND v.object_id = $2 AND v.version = $3
            AND o.deleted_at IS NULL AND w.deleted_at IS NULL
        """;

    /// <summary>The workspace stays as it is until the transaction ends.</summary>
    public string FindForChange { get; } = $"SELECT {Columns} FROM workspaces WHERE id = $1{dialect.ForUpdate}";

    /// <summary>The owner stays an enabled account until the transaction ends.</summary>
    public string LockEnabled { get; } = AccountSql.IsEnabled + dialect.ForShare;

    public string ListReadable { get; } =
        $"""
        SELECT {Columns}, {Level} FROM workspaces AS w WHERE w.deleted_at IS NULL AND w.id IN ({ReadableIds(dialect)})
        ORDER BY w.id
        """;

    public string FindReadable { get; } =
        $"SELECT id FROM workspaces WHERE deleted_at IS NULL AND id IN ({ReadableIds(dialect)})";

    private static string ReadableIds(SqlDialect dialect) =>
        $"""
        SELECT id FROM workspaces WHERE public_read{dialect.IsTrue}
        UNION SELECT id FROM workspaces WHERE owner = $1
        UNION SELECT workspace_id FROM workspace_rights WHERE account = $1
        """;
}
