namespace SampleService.Storage.Sqlite;

/// <summary>The statements of <see cref="SearchSnapshot"/> that give ordinals. A test sees to it that each finds its rows by an index.</summary>
internal static class SearchSql
{
    /// <summary>How far the back-fill is. Versions are not removed, so the last row tells how many samples there are at most.</summary>
    public const string FindState =
        "SELECT complete, done, coalesce((SELECT max(rowid) FROM sample_versions), 0) FROM search_backfill WHERE single = 1";

    public static readonly EntrySql Owned = EntrySql.Of("samples INDEXED BY samples_of_owner WHERE owner = @name");

    public static readonly EntrySql Shared = EntrySql.Of("sample_acls INDEXED BY sample_acls_of_user_by_ordinal WHERE user_name = @name");

    public static readonly EntrySql Public = EntrySql.Of("samples INDEXED BY samples_public WHERE public_read = 1");

    public static readonly EntrySql All = EntrySql.Of("samples INDEXED BY samples_by_ordinal WHERE true");

    public static readonly EntrySql WithdrawnOfOwner =
        EntrySql.Of("samples INDEXED BY samples_withdrawn WHERE withdrawn_at IS NOT NULL AND owner = @name");

    // There are few, and they are read by the index that has them alone.
    public static readonly EntrySql Withdrawn =
        EntrySql.Of("samples INDEXED BY samples_withdrawn WHERE withdrawn_at IS NOT NULL AND owner >= ''");

    public static readonly EntrySql Queue = EntrySql.Of("search_queue WHERE true");

    public static readonly EntrySql Texts = EntrySql.Of("search_text WHERE key_id = @key AND value = @value");

    public static readonly EntrySql Words = EntrySql.Of("search_words WHERE search_words MATCH @words", "rowid");

    public const string GatherTexts = "SELECT ordinal FROM search_text WHERE key_id = @key AND value BETWEEN @low AND @high LIMIT @limit";

    public const string GatherNumbers =
        """
        SELECT ordinal FROM search_numbers WHERE key_id = @key AND dimension = @dimension AND value BETWEEN @low AND @high LIMIT @limit
        """;

    public const string GatherIds = "SELECT s.ordinal FROM json_each(@ids) AS asked CROSS JOIN samples AS s ON s.id = asked.value LIMIT @limit";

    public const string GatherIdentifiers =
        """
        SELECT s.ordinal FROM identifiers AS i INDEXED BY identifiers_active CROSS JOIN samples AS s ON s.id = i.sample_id
        WHERE i.namespace = @namespace AND i.value BETWEEN @low AND @high AND i.removed_at IS NULL LIMIT @limit
        """;

    private const string GatherLinks =
        """
        SELECT s.ordinal FROM data_links AS l INDEXED BY data_links_active_of_unit CROSS JOIN samples AS s ON s.id = l.sample_id
        WHERE l.expired_at IS NULL AND l.workspace_id = @workspace
        """;

    public const string GatherLinksOfWorkspace = $"{GatherLinks} LIMIT @limit";

    public const string GatherLinksOfObject = $"{GatherLinks} AND l.object_id = @object LIMIT @limit";

    public const string GatherLinksOfVersion = $"{GatherLinks} AND l.object_id = @object AND l.object_version = @version LIMIT @limit";

    public const string GatherRelationsTo =
        """
        SELECT s.ordinal FROM relations AS r INDEXED BY relations_to CROSS JOIN samples AS s ON s.id = r.from_sample
        WHERE r.to_sample = @other AND r.type = @type AND r.ended_at IS NULL LIMIT @limit
        """;

    public const string GatherRelationsFrom =
        """
        SELECT s.ordinal FROM relations AS r INDEXED BY relations_from CROSS JOIN samples AS s ON s.id = r.to_sample
        WHERE r.from_sample = @other AND r.type = @type AND r.ended_at IS NULL LIMIT @limit
        """;

    private const string SavedEntries = "SELECT value, ordinal FROM search_numbers WHERE key_id = 0 AND dimension = 0";

    public const string ListBySaved = $"{SavedEntries} AND (value, ordinal) > (@value, @ordinal) ORDER BY value, ordinal LIMIT @limit";

    public const string ListBySavedDescending =
        $"{SavedEntries} AND (value, ordinal) < (@value, @ordinal) ORDER BY value DESC, ordinal DESC LIMIT @limit";

    private const string NameEntries = "SELECT value, ordinal FROM search_text WHERE key_id = 1";

    public const string ListByName = $"{NameEntries} AND (value, ordinal) > (@value, @ordinal) ORDER BY value, ordinal LIMIT @limit";

    public const string ListByNameDescending =
        $"{NameEntries} AND (value, ordinal) < (@value, @ordinal) ORDER BY value DESC, ordinal DESC LIMIT @limit";

    public const string FindKey = "SELECT id FROM search_keys WHERE key = @key AND value_key = @value_key";

    public const string FindKeysOfAnyValue = "SELECT id FROM search_keys WHERE key = @key";

    public const string FindDimension = "SELECT id FROM search_dimensions WHERE name = @name";
}
