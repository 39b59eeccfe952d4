using System.Collections.Immutable;
using System.Data;
using Npgsql;
using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage.PostgreSql;

/// <summary>Reads candidates, and what is asked for beside their rows: two round trips, and one more each for links and for relations.</summary>
internal static class CandidateReader
{
    /// <summary>The candidates of these ordinals that may be read.</summary>
    public static async Task<IReadOnlyList<Candidate>> ReadAsync(
        PostgreSqlSession session, IReadOnlyList<long> ordinals, CandidateView view, CancellationToken cancellation)
    {
        var requester = view.Requester;
        var names = requester.Names;
        var statement = new PostgreSqlStatement(CandidateSql.Find)
            .Bind([.. ordinals.Distinct()]).Bind(names).Bind(requester.User?.Value).Bind(requester.IsAdministrator)
            .Bind(view.Withdrawn).Bind(view.WithTree).Bind(view.MaxTreeBytes);
        var candidates = await session.ReadAllAsync(
            statement, row => Read(row, requester), cancellation, CommandBehavior.SequentialAccess).ConfigureAwait(false);
        if (candidates.Count == 0)
            return candidates;
        var details = new CandidateDetails();
        if (view.WithLinks || view.WithRelations)
            await ReadEntriesAsync(session, InOrder(candidates, ordinals), view, names, details, cancellation).ConfigureAwait(false);
        if (view.WithIdentifiers || view.WithAcls)
            await ReadMoreAsync(session, candidates, view, details, cancellation).ConfigureAwait(false);
        details.AddTo(candidates);
        return candidates;
    }

    // In the order of the columns: a tree is read as it arrives, not gathered first.
    private static Candidate Read(NpgsqlDataReader row, Requester requester)
    {
        var (ordinal, id, owner, head) = (row.GetInt64(0), new SampleId(row.GetGuid(1)), row.GetUser(2), row.GetInt32(3));
        var (publicRead, aclVersion, created) = (row.GetBoolean(4), row.GetInt64(5), row.GetTimestamp(6));
        var (withdrawnAt, withdrawnBy, reason) = (row.GetTimestampOrNull(7), row.GetUserOrNull(8), row.GetStringOrNull(9));
        var isListed = !row.IsDBNull(10);
        var level = SampleAcls.LevelOf(owner == requester.User, isListed ? (AccessLevel)row.GetInt32(10) : AccessLevel.None, publicRead);
        var (savedBy, name, saved, nodes, vocabulary) = (row.GetUser(11), row.GetStringOrNull(12), row.GetTimestamp(13), row.GetInt32(14), row.GetStringOrNull(15));
        var facts = new SampleFacts(id, name, owner, savedBy, created, saved) { Vocabulary = vocabulary };
        return new Candidate(ordinal, head, facts, level, publicRead, aclVersion, nodes)
        {
            IsListed = isListed,
            IsLeftOut = row.GetBoolean(16),
            Tree = row.IsDBNull(17) ? default(ReadOnlyMemory<byte>) : row.GetFieldValue<byte[]>(17),
            Withdrawal = withdrawnAt is { } at ? new Withdrawal(withdrawnBy ?? owner, at, reason ?? "") : null,
        };
    }

    /// <summary>The candidates of which links and relations are read, in the order asked.</summary>
    private static List<SampleId> InOrder(List<Candidate> candidates, IReadOnlyList<long> ordinals)
    {
        var present = candidates.Where(static candidate => !candidate.IsLeftOut).ToDictionary(static candidate => candidate.Ordinal, static candidate => candidate.Facts.Id);
        return [.. ordinals.Distinct().Where(present.ContainsKey).Select(ordinal => present[ordinal])];
    }

    private static async Task ReadEntriesAsync(
        PostgreSqlSession session, List<SampleId> samples, CandidateView view, string[] names, CandidateDetails details, CancellationToken cancellation)
    {
        if (view.WithLinks)
            details.Links = await CandidateEntries<Upa>.ReadAsync(
                samples, view.MaxEntries,
                (asked, limit) => session.ReadAllAsync(
                    new PostgreSqlStatement(CandidateSql.FindLinks).Bind(IdsOf(asked)).Bind(limit),
                    static row => new CandidateEntry<Upa>(
                        new SampleId(row.GetGuid(0)), new Upa(new WorkspaceId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3))),
                    cancellation)).ConfigureAwait(false);
        if (view.WithRelations)
            details.Relations = await CandidateEntries<SampleRelation>.ReadAsync(
                samples, view.MaxEntries,
                (asked, limit) => session.ReadAllAsync(
                    new PostgreSqlStatement(CandidateSql.FindRelations)
                        .Bind(IdsOf(asked)).Bind(names).Bind(view.Requester.User?.Value).Bind(view.Requester.IsAdministrator).Bind(limit),
                    static row => new CandidateEntry<SampleRelation>(
                        new SampleId(row.GetGuid(0)), CandidateDetails.Relation(row.GetString(1), row.GetBoolean(2), new SampleId(row.GetGuid(3))), row.GetBoolean(4)),
                    cancellation)).ConfigureAwait(false);
    }

    private static Guid[] IdsOf(IEnumerable<SampleId> samples) => [.. samples.Select(static sample => sample.Value)];

    private static async Task ReadMoreAsync(
        PostgreSqlSession session, List<Candidate> candidates, CandidateView view, CandidateDetails details, CancellationToken cancellation)
    {
        Guid[] ids = [.. candidates.Select(static candidate => candidate.Facts.Id.Value)];
        var questions = new List<(PostgreSqlStatement Statement, Func<NpgsqlDataReader, CancellationToken, Task<Action<CandidateDetails>>> Read)>();
        if (view.WithIdentifiers)
            questions.Add((new PostgreSqlStatement(CandidateSql.FindIdentifiers).Bind(ids), async (rows, token) =>
            {
                var found = await ReadRowsAsync(
                    rows, row => CandidateDetails.Identifier(
                        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetStringOrNull(3), row.GetInt64(4), row.GetString(5)).Item2,
                    token).ConfigureAwait(false);
                return details => details.Identifiers = found;
            }
            ));
        if (view.WithAcls)
            questions.Add((new PostgreSqlStatement(SampleSql.FindHeaders).Bind(ids), async (rows, token) =>
            {
                var found = (await SampleHeaderReader.ReadAllAsync(rows, token).ConfigureAwait(false)).ToDictionary(static header => header.Id, static header => header.Acls);
                return details => details.Acls = found;
            }
            ));

        await session.RunAsync(
            questions.Select(static question => question.Statement),
            async (rows, token) =>
            {
                foreach (var (_, read) in questions)
                {
                    (await read(rows, token).ConfigureAwait(false))(details);
                    await rows.NextResultAsync(token).ConfigureAwait(false);
                }

                return true;
            },
            CommandBehavior.Default, cancellation).ConfigureAwait(false);
    }

    private static async Task<ILookup<SampleId, T>> ReadRowsAsync<T>(
        NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var found = new List<(SampleId Id, T Value)>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            found.Add((new SampleId(rows.GetGuid(0)), read(rows)));
        return found.ToLookup(static row => row.Id, static row => row.Value);
    }
}
