using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage.Sqlite;

/// <summary>Reads candidates, and what is asked for beside their rows.</summary>
internal static class CandidateReader
{
    /// <summary>The candidates of these ordinals that may be read.</summary>
    public static List<Candidate> Read(SqliteSession session, IReadOnlyList<long> ordinals, CandidateView view)
    {
        var requester = view.Requester;
        var names = requester.Names;
        var trees = new TreeAllowance(view);
        var candidates = session.Prepare(CandidateSql.Find)
            .BindTexts("@names", names).BindNumbers("@ordinals", ordinals.Distinct())
            .Bind("@withdrawn", view.Withdrawn).Bind("@all", requester.IsAdministrator).Bind("@user", requester.User?.Value)
            .ReadAll(row => Read(row, requester, trees));
        if (candidates.Count > 0 && (view.WithLinks || view.WithIdentifiers || view.WithRelations || view.WithAcls))
            ReadMore(session, candidates, view, names);
        return candidates;
    }

    private static Candidate Read(SqliteRow row, Requester requester, TreeAllowance trees)
    {
        var (owner, publicRead) = (new UserName(row.GetString(2)), row.GetBoolean(4));
        var level = SampleAcls.LevelOf(owner == requester.User, (AccessLevel)row.GetInt32(10), publicRead);
        var facts = new SampleFacts(
            new SampleId(row.GetGuid(1)), row.GetStringOrNull(12), owner, new UserName(row.GetString(11)), new Timestamp(row.GetInt64(6)),
            new Timestamp(row.GetInt64(13)))
        {
            Vocabulary = row.GetStringOrNull(15),
        };
        return new Candidate(row.GetInt64(0), row.GetInt32(3), facts, level, publicRead, row.GetInt64(5), row.GetInt32(14))
        {
            IsListed = !row.IsNull(10),
            IsLeftOut = !trees.Admits(row.GetInt32(16)) && trees.AreWanted,
            Tree = trees.IsAdmitted ? row.GetBytes(17) : default(ReadOnlyMemory<byte>),
            Withdrawal = row.GetInt64OrNull(7) is { } at
                ? new Withdrawal(new UserName(row.GetStringOrNull(8) ?? owner.Value), new Timestamp(at), row.GetString(9))
                : null,
        };
    }

    /// <summary>How many trees are read. Columns that are not are never brought from the disk.</summary>
    private sealed class TreeAllowance(CandidateView view)
    {
        private long _bytes;

        public bool AreWanted => view.WithTree;

        /// <summary>Whether the tree that was asked about last is to be read.</summary>
        public bool IsAdmitted { get; private set; }

        /// <summary>Whether the next tree, of so many bytes, is to be read.</summary>
        public bool Admits(int bytes)
        {
            IsAdmitted = AreWanted && (_bytes == 0 || _bytes + bytes <= view.MaxTreeBytes);
            _bytes += bytes;
            return IsAdmitted;
        }
    }

    private static void ReadMore(SqliteSession session, List<Candidate> candidates, CandidateView view, string[] names)
    {
        var details = new CandidateDetails();
        var ids = candidates.Select(static candidate => candidate.Facts.Id).ToList();
        var present = candidates.Where(static candidate => !candidate.IsLeftOut).Select(static candidate => candidate.Facts.Id).ToList();
        if (view.WithLinks)
            details.Links = Read<Upa>(present, view, (asked, limit) => session.Prepare(CandidateSql.FindLinks).BindIds("@ids", asked).Bind("@limit", limit)
                .ReadAll(static row => new CandidateEntry<Upa>(
                    new SampleId(row.GetGuid(0)), new Upa(new WorkspaceId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3)))));
        if (view.WithRelations)
            details.Relations = Read<SampleRelation>(present, view, (asked, limit) => session.Prepare(CandidateSql.FindRelations)
                .BindIds("@ids", asked).Bind("@all", view.Requester.IsAdministrator).Bind("@user", view.Requester.User?.Value).BindTexts("@names", names)
                .Bind("@limit", limit).ReadAll(static row => new CandidateEntry<SampleRelation>(
                    new SampleId(row.GetGuid(0)), CandidateDetails.Relation(row.GetString(1), row.GetBoolean(2), new SampleId(row.GetGuid(3))), row.GetBoolean(4))));
        if (view.WithIdentifiers)
            details.Identifiers = session.Prepare(CandidateSql.FindIdentifiers).BindIds("@ids", ids)
                .ReadAll(static row => CandidateDetails.Identifier(
                    row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetStringOrNull(3), row.GetInt64(4), row.GetString(5)))
                .ToLookup(static row => row.Item1, static row => row.Item2);
        if (view.WithAcls)
            details.Acls = SampleHeaderReader.ReadAll(session.Prepare(SampleSql.FindHeaders).BindIds("@ids", ids))
                .ToDictionary(static header => header.Id, static header => header.Acls);
        details.AddTo(candidates);
    }

    // Candidates come in the order asked. All that a session does is done when it returns.
    private static CandidateEntries<T> Read<T>(
        List<SampleId> samples, CandidateView view, Func<IReadOnlyList<SampleId>, long, List<CandidateEntry<T>>> read) =>
        CandidateEntries<T>.ReadAsync(samples, view.MaxEntries, (asked, limit) => Task.FromResult(read(asked, limit))).GetAwaiter().GetResult();
}
