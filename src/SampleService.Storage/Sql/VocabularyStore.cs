using System.Globalization;
using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Vocabularies, in either database.</summary>
public sealed class VocabularyStore(ISqlDatabase database) : IVocabularyStore
{
    private const char Separator = ':';

    private readonly VocabularySql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public async ValueTask KeepAsync(KeptVocabulary vocabulary, string configuration, CancellationToken cancellation) =>
        await database.WriteInAnyStateAsync(
            async (session, token) =>
            {
                await session.ExecuteAsync(
                    new SqlStatement(VocabularySql.Keep)
                        .Bind(vocabulary.Id.Value).Bind(vocabulary.Label).Bind(vocabulary.FirstUsed.Milliseconds).Bind(configuration)
                        .Bind(vocabulary.Keys).Bind(vocabulary.Prefixes),
                    token).ConfigureAwait(false);
                return true;
            },
            static _ => true, isIdempotent: true, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeptVocabulary>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<KeptVocabulary>>(
            static async (session, token) => await session.ReadAllAsync(
                new SqlStatement(VocabularySql.List),
                static row => new KeptVocabulary(
                    new VocabularyId(row.GetString(0)), row.IsNull(1) ? null : row.GetString(1), row.GetTimestamp(2), (int)row.GetInt64(3), (int)row.GetInt64(4)),
                token).ConfigureAwait(false),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<string?> FindConfigurationAsync(VocabularyId id, CancellationToken cancellation) =>
        database.ReadAsync(
            (session, token) => session.ReadSingleAsync(
                new SqlStatement(VocabularySql.FindConfiguration).Bind(id.Value), static row => row.GetString(0), token),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<SampleVersionId, VocabularyId>> FindUsedAsync(
        IReadOnlyCollection<SampleVersionId> versions, CancellationToken cancellation)
    {
        string[] asked = [.. versions.Select(static version => string.Create(CultureInfo.InvariantCulture, $"{version.Sample}{Separator}{version.Version}"))];
        return database.ReadAsync<IReadOnlyDictionary<SampleVersionId, VocabularyId>>(
            async (session, token) => (await session.ReadAllAsync(
                new SqlStatement(_sql.FindUsed).Bind(asked),
                static row => (
                    new SampleVersionId(SampleId.Parse(row.GetString(0)), (int)row.GetInt64(1)), new VocabularyId(row.GetString(2))),
                token).ConfigureAwait(false)).DistinctBy(static used => used.Item1).ToDictionary(static used => used.Item1, static used => used.Item2),
            cancellation);
    }
}
