using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Makes samples of a SQLite database from before findable. Its indexes come with the schema.</summary>
public sealed class BackfillStore(SqliteDatabase database) : IBackfillStore
{
    /// <summary>More would keep other writes waiting.</summary>
    private const int MaxSamples = 100;

    /// <inheritdoc/>
    public ValueTask<BackfillState> FindStateAsync(CancellationToken cancellation) => database.ReadAsync(
        static session => session.Prepare(BackfillSql.FindState).ReadSingle(static row => new BackfillState(true, row.GetBoolean(0), row.GetInt64(1))),
        cancellation, "FindBackfill");

    /// <inheritdoc/>
    public Task<bool> MakeIndexesAsync(CancellationToken cancellation) => Task.FromResult(true);

    /// <inheritdoc/>
    public ValueTask<int> GoOnAsync(int max, CancellationToken cancellation) =>
        database.WriteAsync(session => GoOn(session, Math.Min(max, MaxSamples)), cancellation, "BackfillSamples");

    private int GoOn(SqliteSession session, int max)
    {
        var (isComplete, after) = session.Prepare(BackfillSql.FindState).ReadSingle(static row => (row.GetBoolean(0), row.GetString(2)));
        if (isComplete)
            return 0;
        var samples = session.Prepare(BackfillSql.FindSamples).Bind("@after", after).Bind("@limit", max)
            .ReadAll(static row => new OldSample(row.GetGuid(0), row.GetInt64OrNull(1), new Timestamp(row.GetInt64(2))));
        var now = Timestamp.Now(database.Clock).Milliseconds;
        var numbered = OldSample.NumberAsync(samples, asked => Task.FromResult(FindTaken(session, asked))).GetAwaiter().GetResult();
        foreach (var (id, ordinal) in numbered)
        {
            var header = SampleHeaderReader.Find(session, new SampleId(id))!;
            session.Prepare(SampleSql.InsertFirstAclState).Bind("@id", id).Bind("@version", header.AclVersion).Bind("@now", now)
                .Bind("@state", AclState.Write(header.Acls)).Execute();
            session.Prepare(BackfillSql.SetOrdinal).Bind("@ordinal", ordinal).Bind("@id", id).Execute();
            session.Prepare(BackfillSql.SetAclOrdinals).Bind("@ordinal", ordinal).Bind("@id", id).Execute();
        }

        foreach (var sample in samples)
        {
            session.Prepare(BackfillSql.ForgetIndexed).Bind("@id", sample.Id).Execute();
            session.Prepare(BackfillSql.Queue).Bind("@now", now).Bind("@id", sample.Id).Execute();
        }

        session.Prepare(BackfillSql.Remember).Bind("@last", samples.Count == 0 ? (Guid?)null : samples[^1].Id)
            .Bind("@count", samples.Count).Bind("@complete", samples.Count < max).Execute();
        return samples.Count;
    }

    private static List<long> FindTaken(SqliteSession session, IReadOnlyCollection<long> asked) =>
        [.. asked.Where(ordinal => session.Prepare(BackfillSql.FindOrdinal).Bind("@ordinal", ordinal).ReadAny())];
}
