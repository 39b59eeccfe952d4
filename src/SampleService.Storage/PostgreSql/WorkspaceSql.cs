namespace SampleService.Storage.PostgreSql;

/// <summary>The statements of <see cref="PostgreSqlWorkspaceStore"/>.</summary>
internal static class WorkspaceSql
{
    private const string Columns = "w.id, w.name, w.owner, w.public_read, w.created_at, w.deleted_at";

    // What the user of the first parameter may do: everything as the owner (3), else what is listed, else read (1) what
    // is public.
    private const string Level =
        """
        greatest(w.public_read::integer,
            CASE WHEN w.owner = $1 THEN 3 ELSE coalesce(
                (SELECT r.level FROM workspace_rights AS r WHERE r.workspace_id = w.id AND r.account = $1), 0) END)
        """;

    private const string ReadableIds =
        """
        SELECT id FROM workspaces WHERE public_read
        UNION SELECT id FROM workspaces WHERE owner = $1
        UNION SELECT workspace_id FROM workspace_rights WHERE account = $1
        """;

    private const string ObjectColumns = "o.workspace_id, o.object_id, v.version, o.name, v.type, v.created_at, o.deleted_at";

    private const string NewestVersions =
        """
        workspace_objects AS o CROSS JOIN LATERAL (
            SELECT version, type, created_at FROM workspace_object_versions AS n
            WHERE n.workspace_id = o.workspace_id AND n.object_id = o.object_id ORDER BY version DESC LIMIT 1) AS v
        """;

    // No row comes back when the owner is no enabled account.
    public const string Insert =
        $"""
        WITH holder AS (SELECT a.name FROM accounts AS a WHERE a.name = $2 AND a.disabled_at IS NULL FOR SHARE)
        INSERT INTO workspaces AS w (name, owner, public_read, created_at)
        SELECT $1, holder.name, $3, $4 FROM holder
        RETURNING {Columns}
        """;

    public const string Find = $"SELECT {Columns}, {Level} FROM workspaces AS w WHERE w.id = $2";

    // It stays as it is until the transaction ends.
    public const string FindForChange = $"SELECT {Columns} FROM workspaces AS w WHERE w.id = $1 FOR NO KEY UPDATE";

    public const string List = $"SELECT {Columns} FROM workspaces AS w ORDER BY w.id";

    public const string ListReadable =
        $"""
        SELECT {Columns}, {Level} FROM ({ReadableIds}) AS r JOIN workspaces AS w ON w.id = r.id
        WHERE w.deleted_at IS NULL ORDER BY w.id
        """;

    public const string FindReadable =
        $"SELECT w.id FROM ({ReadableIds}) AS r JOIN workspaces AS w ON w.id = r.id WHERE w.deleted_at IS NULL";

    public const string ListRights =
        "SELECT account, level FROM workspace_rights WHERE workspace_id = $1 ORDER BY account";

    public const string SetDeleted =
        $"""
        UPDATE workspaces AS w SET deleted_at = CASE WHEN $2 IS NULL THEN NULL ELSE coalesce(deleted_at, $2) END
        WHERE id = $1 RETURNING {Columns}
        """;

    public const string SetPublic = $"UPDATE workspaces AS w SET public_read = $2 WHERE id = $1 RETURNING {Columns}";

    public const string DeleteRight = "DELETE FROM workspace_rights WHERE workspace_id = $1 AND account = $2";

    public const string SetRight =
        """
        INSERT INTO workspace_rights (workspace_id, account, level) VALUES ($1, $2, $3)
        ON CONFLICT (workspace_id, account) DO UPDATE SET level = excluded.level
        """;

    // No row comes back when the name is taken.
    public const string InsertObject =
        """
        WITH made AS (
            INSERT INTO workspace_objects (workspace_id, object_id, name)
            SELECT $1, coalesce(max(object_id), 0) + 1, $2 FROM workspace_objects WHERE workspace_id = $1
            ON CONFLICT (workspace_id, name) DO NOTHING
            RETURNING workspace_id, object_id, name
        ), version AS (
            INSERT INTO workspace_object_versions (workspace_id, object_id, version, type, created_at)
            SELECT workspace_id, object_id, 1, $3, $4 FROM made
        )
        SELECT workspace_id, object_id, 1::bigint, name, $3, $4, NULL::bigint FROM made
        """;

    public const string InsertVersion =
        """
        INSERT INTO workspace_object_versions (workspace_id, object_id, version, type, created_at)
        VALUES ($1, $2, $3, $4, $5)
        """;

    public const string FindObject =
        $"SELECT {ObjectColumns} FROM {NewestVersions} WHERE o.workspace_id = $1 AND o.object_id = $2";

    public const string ListObjects =
        $"SELECT {ObjectColumns} FROM {NewestVersions} WHERE o.workspace_id = $1 ORDER BY o.object_id";

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
}
