namespace SampleService.Storage.Sql;

/// <summary>The statements of <see cref="VocabularyStore"/>.</summary>
internal sealed class VocabularySql(SqlDialect dialect)
{
    // A row that says the same already is left alone.
    public const string Keep =
        """
        INSERT INTO vocabularies (id, label, first_used, configuration, key_count, prefix_count) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET label = excluded.label
        WHERE excluded.label IS NOT NULL AND (vocabularies.label IS NULL OR vocabularies.label <> excluded.label)
        """;

    public static readonly string List = string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"""
        SELECT id, label, first_used, key_count, prefix_count FROM vocabularies ORDER BY first_used DESC, id DESC LIMIT {IVocabularyStore.MaxListed}
        """);

    public const string FindConfiguration = "SELECT configuration FROM vocabularies WHERE id = $1";

    /// <summary>Asked for are ids of 36 characters, and after one more the version.</summary>
    public string FindUsed { get; } =
        $"""
        SELECT CAST(v.sample_id AS text), v.version, v.vocabulary FROM {dialect.Asked("$1")}
        {dialect.ForEach(
            "sample_versions", "v",
            $"v.sample_id = {dialect.Uuid("substr(asked.value, 1, 36)")} AND v.version = CAST(substr(asked.value, 38) AS integer) AND v.vocabulary IS NOT NULL")}
        """;
}
