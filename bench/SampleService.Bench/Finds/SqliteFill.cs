using SampleService.Storage;
using SampleService.Storage.Sqlite;

namespace SampleService.Bench;

/// <summary>Fills a SQLite database that nobody has open, in one transaction without a journal.</summary>
internal sealed class SqliteFill : IFillTarget
{
    private readonly SqliteSession _session;

    /// <param name="path">The database; has its tables, and is empty.</param>
    public SqliteFill(string path)
    {
        _session = SqliteSession.OpenWriter(path);
        _session.ExecuteScript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA foreign_keys = OFF;
            PRAGMA cache_size = -1048576;
            BEGIN IMMEDIATE;
            """);
    }

    public Task AddAsync(IReadOnlyList<FilledSample> samples, IReadOnlyList<WordsRow> words)
    {
        foreach (var sample in samples)
        {
            _session.Prepare(
                """
                INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at, ordinal, indexed)
                VALUES (@id, @owner, 1, 0, 1, @at, @at, @ordinal, 1)
                """)
                .Bind("@id", sample.Id).Bind("@owner", sample.Owner).Bind("@at", sample.At).Bind("@ordinal", sample.Ordinal).Execute();
            _session.Prepare(
                """
                INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree)
                VALUES (@id, 1, @name, @owner, @at, @id, 1, @tree)
                """)
                .Bind("@id", sample.Id).Bind("@name", sample.Name).Bind("@owner", sample.Owner).Bind("@at", sample.At)
                .BindText("@tree", sample.Json).Execute();
            foreach (var reader in sample.Readers)
                _session.Prepare("INSERT INTO sample_acls (sample_id, user_name, level, ordinal) VALUES (@id, @name, 'read', @ordinal)")
                    .Bind("@id", sample.Id).Bind("@name", reader).Bind("@ordinal", sample.Ordinal).Execute();
        }

        foreach (var row in words)
            _session.Prepare(IndexSql.PutWords).Bind("@ordinal", row.Ordinal).Bind("@words", FtsText.Of(row.Words)).Execute();
        return Task.CompletedTask;
    }

    public Task EndAsync(FilledPostings postings)
    {
        foreach (var (key, id) in postings.Keys)
            _session.Prepare("INSERT INTO search_keys (id, key, value_key) VALUES (@id, @key, @value_key)")
                .Bind("@id", id).Bind("@key", key.Key).Bind("@value_key", key.ValueKey).Execute();
        foreach (var (name, id) in postings.Dimensions)
            _session.Prepare("INSERT INTO search_dimensions (id, name) VALUES (@id, @name)").Bind("@id", id).Bind("@name", name).Execute();
        foreach (var row in postings.Texts)
            _session.Prepare(IndexSql.AddText).Bind("@key", row.Key).Bind("@value", row.Value).Bind("@ordinal", row.Ordinal).Execute();
        foreach (var row in postings.Numbers)
            _session.Prepare(IndexSql.AddNumber)
                .Bind("@key", row.Key).Bind("@dimension", row.Dimension).Bind("@value", row.Value).Bind("@ordinal", row.Ordinal).Execute();
        _session.ExecuteScript("COMMIT; PRAGMA journal_mode = WAL;");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _session.Close();
        return ValueTask.CompletedTask;
    }
}
