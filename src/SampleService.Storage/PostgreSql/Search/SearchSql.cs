namespace SampleService.Storage.PostgreSql;

/// <summary>
/// The statements of <see cref="SearchSnapshot"/> that give ordinals. A test sees to it that each finds its rows by an index. What is looked up for each
/// of several rows stands in a subquery of its own: a join would let the server read one side as a whole.
/// </summary>
internal static class SearchSql
{
    /// <summary>Rows are found by indexes alone, whatever the planner takes a parameter to be, and however small a table was when it planned.</summary>
    public const string UseIndexes = "SET LOCAL enable_seqscan = off";

    /// <summary>How far the back-fill is. The number of samples is what the server estimates.</summary>
    public const string FindState =
        """
        SELECT b.complete, b.done, greatest(c.reltuples, b.done)::bigint FROM search_backfill AS b
        CROSS JOIN (SELECT reltuples FROM pg_class WHERE oid = 'samples'::regclass) AS c WHERE b.single
        """;

    /// <summary>How many of the indexes that are made late are not there.</summary>
    public const string CountLackingIndexes =
        """
        SELECT count(*) FROM late_indexes() AS l WHERE NOT EXISTS (
            SELECT FROM pg_index AS i WHERE i.indexrelid = to_regclass(l.name) AND i.indisvalid)
        """;

    public static readonly EntrySql Owned = EntrySql.Of("samples AS e WHERE e.owner = $4");

    public static readonly EntrySql Shared = EntrySql.Of(
        "unnest($4::text[]) WITH ORDINALITY AS a (name, place)", "sample_acls AS e WHERE e.user_name = a.name");

    public static readonly EntrySql SharedWith = EntrySql.Of("sample_acls AS e WHERE e.user_name = $4");

    public static readonly EntrySql Public = EntrySql.Of("samples AS e WHERE e.public_read");

    public static readonly EntrySql All = EntrySql.Of("samples AS e WHERE true");

    public static readonly EntrySql WithdrawnOfOwner = EntrySql.Of("samples AS e WHERE e.withdrawn_at IS NOT NULL AND e.owner = $4");

    // There are few, and they are read by the index that has them alone.
    public static readonly EntrySql Withdrawn = EntrySql.Of(
        "(SELECT w.ordinal FROM samples AS w WHERE w.withdrawn_at IS NOT NULL AND w.owner >= '' OFFSET 0) AS e WHERE true");

    public static readonly EntrySql Queue = EntrySql.Of("search_queue AS e WHERE true");

    public static readonly EntrySql Texts = EntrySql.Of(
        "unnest($4::integer[], $5::text[]) WITH ORDINALITY AS a (key_id, value, place)",
        "search_text AS e WHERE e.key_id = a.key_id AND e.value = a.value");

    public const string GatherTexts =
        """
        SELECT e.ordinal FROM unnest($2::integer[], $3::text[], $4::text[]) AS a (key_id, low, high)
        CROSS JOIN LATERAL (SELECT t.ordinal FROM search_text AS t WHERE t.key_id = a.key_id AND t.value BETWEEN a.low AND a.high LIMIT $1) AS e
        LIMIT $1
        """;

    public const string GatherNumbers =
        """
        SELECT e.ordinal FROM unnest($2::integer[], $3::integer[], $4::float8[], $5::float8[]) AS a (key_id, dimension, low, high)
        CROSS JOIN LATERAL (
            SELECT n.ordinal FROM search_numbers AS n
            WHERE n.key_id = a.key_id AND n.dimension = a.dimension AND n.value BETWEEN a.low AND a.high LIMIT $1) AS e
        LIMIT $1
        """;

    public const string GatherWords = "SELECT w.ordinal FROM search_words AS w WHERE w.words @@ $2::text::tsquery LIMIT $1";

    // Some samples from four places in the order of creation: how many there were, and how many of them have the words.
    public const string SampleWords =
        """
        SELECT count(*)::integer, (count(*) FILTER (WHERE e.words @@ $1::text::tsquery))::integer
        FROM (
            SELECT (SELECT w.ordinal FROM search_words AS w ORDER BY w.ordinal LIMIT 1) AS first,
                (SELECT w.ordinal FROM search_words AS w ORDER BY w.ordinal DESC LIMIT 1) AS last) AS b
        CROSS JOIN generate_series(1, 4) AS a (place)
        CROSS JOIN LATERAL (
            SELECT w.words FROM search_words AS w WHERE w.ordinal <= b.first + (b.last - b.first) / 4 * a.place ORDER BY w.ordinal DESC LIMIT 32) AS e
        """;

    public const string GatherIds =
        "SELECT (SELECT s.ordinal FROM samples AS s WHERE s.id = a.id) FROM unnest($2::uuid[]) AS a (id) LIMIT $1";

    public const string GatherIdentifiers =
        """
        SELECT (SELECT s.ordinal FROM samples AS s WHERE s.id = e.sample_id)
        FROM unnest($3::text[], $4::text[]) AS a (low, high)
        CROSS JOIN LATERAL (
            SELECT i.sample_id FROM identifiers AS i
            WHERE i.namespace = $2 AND i.value BETWEEN a.low AND a.high AND i.removed_at IS NULL LIMIT $1) AS e
        LIMIT $1
        """;

    private const string GatherLinks =
        """
        SELECT (SELECT s.ordinal FROM samples AS s WHERE s.id = l.sample_id) FROM data_links AS l
        WHERE l.expired_at IS NULL AND l.workspace_id = $2
        """;

    public const string GatherLinksOfWorkspace = $"{GatherLinks} LIMIT $1";

    public const string GatherLinksOfObject = $"{GatherLinks} AND l.object_id = $3 LIMIT $1";

    public const string GatherLinksOfVersion = $"{GatherLinks} AND l.object_id = $3 AND l.object_version = $4 LIMIT $1";

    public const string GatherRelationsTo =
        """
        SELECT (SELECT s.ordinal FROM samples AS s WHERE s.id = r.from_sample) FROM relations AS r
        WHERE r.to_sample = $2 AND r.type = $3 AND r.ended_at IS NULL LIMIT $1
        """;

    public const string GatherRelationsFrom =
        """
        SELECT (SELECT s.ordinal FROM samples AS s WHERE s.id = r.to_sample) FROM relations AS r
        WHERE r.from_sample = $2 AND r.type = $3 AND r.ended_at IS NULL LIMIT $1
        """;

    private const string SavedEntries = "SELECT n.value, n.ordinal FROM search_numbers AS n WHERE n.key_id = 0 AND n.dimension = 0";

    public const string ListBySaved = $"{SavedEntries} AND (n.value, n.ordinal) > ($2, $3) ORDER BY n.value, n.ordinal LIMIT $1";

    public const string ListBySavedDescending =
        $"{SavedEntries} AND (n.value, n.ordinal) < ($2, $3) ORDER BY n.value DESC, n.ordinal DESC LIMIT $1";

    private const string NameEntries = "SELECT t.value, t.ordinal FROM search_text AS t WHERE t.key_id = 1";

    public const string ListByName = $"{NameEntries} AND (t.value, t.ordinal) > ($2, $3) ORDER BY t.value, t.ordinal LIMIT $1";

    public const string ListByNameDescending =
        $"{NameEntries} AND (t.value, t.ordinal) < ($2, $3) ORDER BY t.value DESC, t.ordinal DESC LIMIT $1";

    public const string FindKeys =
        """
        SELECT a.place, (SELECT k.id FROM search_keys AS k WHERE k.key = a.key AND k.value_key = a.value_key)
        FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS a (key, value_key, place)
        """;

    public const string FindKeysOfAnyValue =
        """
        SELECT a.place, k.id FROM unnest($1::text[]) WITH ORDINALITY AS a (key, place)
        CROSS JOIN LATERAL (SELECT k.id FROM search_keys AS k WHERE k.key = a.key OFFSET 0) AS k
        """;

    public const string FindDimensions =
        """
        SELECT a.place, (SELECT d.id FROM search_dimensions AS d WHERE d.name = a.name) FROM unnest($1::text[]) WITH ORDINALITY AS a (name, place)
        """;
}
