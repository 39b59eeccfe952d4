namespace SampleService.Storage.Sql;

/// <summary>The statements about groups. Names come as an array of texts. A test sees to it that each finds its rows by an index.</summary>
internal sealed class GroupSql(SqlDialect dialect)
{
    private const string Columns = "g.name, g.title, g.owner, g.version, g.retired, g.created_at, g.changed_at";

    /// <summary>Users: the groups of each, retired ones left out.</summary>
    public string FindGroups { get; } =
        $"""
        SELECT m.user_name, m.group_name FROM {dialect.Asked("$1")}
        CROSS JOIN group_members AS m CROSS JOIN user_groups AS g
        WHERE m.user_name = asked.value AND m.role = 'member' AND g.name = m.group_name AND NOT g.retired
        """;

    /// <summary>Names of groups.</summary>
    public string FindExisting { get; } = $"SELECT g.name FROM {dialect.Asked("$1")} CROSS JOIN user_groups AS g WHERE g.name = asked.value";

    /// <summary>Names of groups, and a user who is to be something in them.</summary>
    public string FindReadable { get; } =
        $"""
        SELECT g.name FROM {dialect.Asked("$1")} CROSS JOIN user_groups AS g
        WHERE g.name = asked.value
            AND (g.owner = $2 OR EXISTS (SELECT 1 FROM group_members AS m WHERE m.user_name = $2 AND m.group_name = g.name))
        """;

    /// <summary>Names of groups.</summary>
    public string Find { get; } = $"SELECT {Columns} FROM {dialect.Asked("$1")} CROSS JOIN user_groups AS g WHERE g.name = asked.value";

    /// <summary>The same, for a transaction that changes them.</summary>
    public string Lock { get; } =
        $"SELECT {Columns} FROM user_groups AS g WHERE g.name {dialect.IsAnyOf("$1")} ORDER BY g.name{dialect.ForUpdate}";

    /// <summary>Names of groups: their users, with what they are.</summary>
    public string FindUsers { get; } =
        $"""
        SELECT m.group_name, m.role, m.user_name FROM {dialect.Asked("$1")} CROSS JOIN group_members AS m
        WHERE m.group_name = asked.value ORDER BY m.group_name, m.role, m.user_name
        """;

    /// <summary>A group, after which version, how many.</summary>
    public string FindChanges { get; } =
        """
        SELECT c.version, c.changed_at, c.changed_by, c.change FROM group_changes AS c
        WHERE c.group_name = $1 AND c.version > $2 ORDER BY c.version LIMIT $3
        """;

    /// <summary>Names of groups, a user, how many: when the user was a member, or is, in the order of the changes of each.</summary>
    public string FindMemberships { get; } =
        $"""
        SELECT m.group_name, m.since, m.added_by, m.as_admin, CAST(NULL AS bigint), CAST(NULL AS text), m.as_admin, {long.MaxValue}
        FROM {dialect.Asked("$1")} CROSS JOIN group_members AS m
        WHERE m.user_name = $2 AND m.group_name = asked.value AND m.role = 'member'
        UNION ALL
        SELECT f.group_name, f.since, f.added_by, f.as_admin, f.until, f.removed_by, f.removed_as_admin, f.version FROM {dialect.Asked("$1")} CROSS JOIN former_group_members AS f
        WHERE f.user_name = $2 AND f.group_name = asked.value
        ORDER BY 8 LIMIT $3
        """;

    /// <summary>A user, how many: the groups that the user was a member of once.</summary>
    public string FindFormerGroups { get; } =
        "SELECT f.group_name FROM former_group_members AS f WHERE f.user_name = $1 GROUP BY f.group_name ORDER BY f.group_name LIMIT $2";

    /// <summary>Names of groups, how many: when they were retired, and when that was taken back.</summary>
    public string FindRetirements { get; } =
        $"""
        SELECT c.group_name, c.changed_at, c.changed_by, c.as_admin, c.retired FROM {dialect.Asked("$1")} CROSS JOIN group_changes AS c
        WHERE c.group_name = asked.value AND c.retired IS NOT NULL ORDER BY c.version LIMIT $2
        """;

    /// <summary>Users, a number: those who are in more groups.</summary>
    public string FindFullMembers { get; } =
        $"""
        SELECT asked.value FROM {dialect.Asked("$1")} WHERE EXISTS (
            SELECT 1 FROM group_members AS m WHERE m.user_name = asked.value AND m.role = 'member' LIMIT 1 OFFSET $2)
        """;

    /// <summary>Users, a number: those who own more groups.</summary>
    public string FindFullOwners { get; } =
        $"SELECT asked.value FROM {dialect.Asked("$1")} WHERE EXISTS (SELECT 1 FROM user_groups AS o WHERE o.owner = asked.value LIMIT 1 OFFSET $2)";

    /// <summary>A user, the role that is asked for, or none for both; a name; whether groups that the user owns count; how many.</summary>
    public string List { get; } =
        $"""
        SELECT {Columns} FROM (
            SELECT m.group_name AS name FROM group_members AS m WHERE m.user_name = $1 AND m.role = coalesce($2, m.role) AND m.group_name > $3
            UNION
            SELECT o.name FROM user_groups AS o WHERE $4 AND o.owner = $1 AND o.name > $3
            ORDER BY 1 LIMIT $5) AS a
        CROSS JOIN user_groups AS g WHERE g.name = a.name ORDER BY g.name
        """;

    /// <summary>Those that a user owns: the same parameters but for the role.</summary>
    public string ListOwned { get; } =
        $"SELECT {Columns} FROM user_groups AS g WHERE g.owner = $1 AND g.name > $2 ORDER BY g.name LIMIT $3";

    /// <summary>All there are.</summary>
    public string ListAll { get; } =
        $"SELECT {Columns} FROM user_groups AS g WHERE g.name > $1 ORDER BY g.name LIMIT $2";

    /// <summary>A row comes back if nobody was faster.</summary>
    public const string Insert =
        """
        INSERT INTO user_groups (name, title, owner, version, retired, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (name) DO NOTHING RETURNING 1
        """;

    public const string Update =
        "UPDATE user_groups SET title = $2, owner = $3, version = $4, retired = $5, created_at = $6, changed_at = $7 WHERE name = $1";

    /// <summary>Users, a group, its version, when, who does it, and whether in administration mode: their memberships are kept when they end.</summary>
    public string KeepMemberships { get; } =
        $"""
        INSERT INTO former_group_members (user_name, group_name, version, since, added_by, as_admin, until, removed_by, removed_as_admin)
        SELECT m.user_name, m.group_name, $3, m.since, m.added_by, m.as_admin, $4, $5, $6 FROM group_members AS m
        WHERE m.user_name {dialect.IsAnyOf("$1")} AND m.group_name = $2 AND m.role = 'member'
        """;

    /// <summary>Users, a group, a role.</summary>
    public string RemoveUsers { get; } =
        $"DELETE FROM group_members WHERE user_name {dialect.IsAnyOf("$1")} AND group_name = $2 AND role = $3";

    /// <summary>Users, a group, a role, when, who did it, and whether in administration mode.</summary>
    public string AddUsers { get; } =
        $"INSERT INTO group_members (user_name, group_name, role, since, added_by, as_admin) SELECT asked.value, $2, $3, $4, $5, $6 FROM {dialect.Asked("$1")}";

    public const string InsertChange =
        "INSERT INTO group_changes (group_name, version, changed_at, changed_by, change, as_admin, retired) VALUES ($1, $2, $3, $4, $5, $7, CASE WHEN $6 = '' THEN NULL ELSE $6 = 'true' END)";
}
