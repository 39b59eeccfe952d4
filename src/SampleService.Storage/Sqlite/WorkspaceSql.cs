namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="SqliteWorkspaceStore"/>.</summary>
internal static class WorkspaceSql
{
    private const string Columns = "w.id, w.name, w.owner, w.public_read, w.created_at, w.deleted_at";

    // What @user may do: everything as the owner (3), else what is listed, else read (1) what is public.
    private const string Level =
        """
        max(w.public_read,
            CASE WHEN w.owner = @user THEN 3 ELSE coalesce(
                (SELECT level FROM workspace_rights WHERE workspace_id = w.id AND account = @user), 0) END)
        """;

    private const string ReadableIds =
        """
        SELECT id FROM workspaces WHERE public_read = 1
        UNION SELECT id FROM workspaces WHERE owner = @user
        UNION SELECT workspace_id FROM workspace_rights WHERE account = @user
        """;

    private const string ObjectColumns = "o.workspace_id, o.object_id, v.version, o.name, v.type, v.created_at, o.deleted_at";

    private const string NewestVersions =
        """
        workspace_objects AS o JOIN workspace_object_versions AS v
        ON v.workspace_id = o.workspace_id AND v.object_id = o.object_id AND v.version = (
            SELECT max(version) FROM workspace_object_versions
            WHERE workspace_id = o.workspace_id AND object_id = o.object_id)
        """;

    public const string Insert =
        """
        INSERT INTO workspaces (name, owner, public_read, created_at) VALUES (@name, @owner, @public, @now)
        RETURNING id, name, owner, public_read, created_at, deleted_at
        """;

    public const string Find = $"SELECT {Columns}, {Level} FROM workspaces AS w WHERE w.id = @id";

    public const string List = $"SELECT {Columns} FROM workspaces AS w ORDER BY w.id";

    public const string ListReadable =
        $"""
        SELECT {Columns}, {Level} FROM ({ReadableIds}) AS r JOIN workspaces AS w ON w.id = r.id
        WHERE w.deleted_at IS NULL ORDER BY w.id
        """;

    public const string FindReadable =
        $"SELECT w.id FROM ({ReadableIds}) AS r JOIN workspaces AS w ON w.id = r.id WHERE w.deleted_at IS NULL";

    public const string ListRights =
        "SELECT account, level FROM workspace_rights WHERE workspace_id = @id ORDER BY account";

    public const string Delete = "UPDATE workspaces SET deleted_at = coalesce(deleted_at, @at) WHERE id = @id";

    public const string Undelete = "UPDATE workspaces SET deleted_at = NULL WHERE id = @id";

    public const string SetPublic = "UPDATE workspaces SET public_read = @public WHERE id = @id";

    public const string DeleteRight = "DELETE FROM workspace_rights WHERE workspace_id = @id AND account = @user";

    public const string SetRight =
        """
        INSERT INTO workspace_rights (workspace_id, account, level) VALUES (@id, @user, @level)
        ON CONFLICT (workspace_id, account) DO UPDATE SET level = excluded.level
        """;

    public const string InsertObject =
        """
        INSERT INTO workspace_objects (workspace_id, object_id, name)
        SELECT @id, coalesce(max(object_id), 0) + 1, @name FROM workspace_objects WHERE workspace_id = @id
        ON CONFLICT (workspace_id, name) DO NOTHING
        RETURNING object_id
        """;

    public const string InsertVersion =
        """
        INSERT INTO workspace_object_versions (workspace_id, object_id, version, type, created_at)
        SELECT @id, @object, coalesce(max(version), 0) + 1, @type, @now
        FROM workspace_object_versions WHERE workspace_id = @id AND object_id = @object
        """;

    public const string FindObject =
        $"SELECT {ObjectColumns} FROM {NewestVersions} WHERE o.workspace_id = @id AND o.object_id = @object";

    public const string ListObjects =
        $"SELECT {ObjectColumns} FROM {NewestVersions} WHERE o.workspace_id = @id ORDER BY o.object_id";

    public const string DeleteObject =
        """
        UPDATE workspace_objects SET deleted_at = coalesce(deleted_at, @at)
        WHERE workspace_id = @id AND object_id = @object
        """;

    public const string UndeleteObject =
        "UPDATE workspace_objects SET deleted_at = NULL WHERE workspace_id = @id AND object_id = @object";

    public const string FindType =
        """
        SELECT v.type FROM workspace_object_versions AS v
        JOIN workspace_objects AS o ON o.workspace_id = v.workspace_id AND o.object_id = v.object_id
        JOIN workspaces AS w ON w.id = v.workspace_id
        WHERE v.workspace_id = @id AND v.object_id = @object AND v.version = @version
            AND o.deleted_at IS NULL AND w.deleted_at IS NULL
        """;
}
