namespace SampleService.Storage.PostgreSql;

/// <summary>The statements for sources that are ordered, with their parameters.</summary>
internal static class OrderedStatements
{
    /// <summary>Counts entries; null for a source that has to be gathered to be counted.</summary>
    public static PostgreSqlStatement? CountOf(CandidateSource source, int max) => source is SharedSource shared
        ? Range(SearchSql.Shared.Count, 0, long.MaxValue, max).Bind([.. shared.Names.Select(static name => name.Value).Distinct()])
        : SqlOf(source) is { } sql ? BindOwner(Range(sql.Count, 0, long.MaxValue, max), source) : null;

    /// <summary>Counts the entries of texts.</summary>
    public static PostgreSqlStatement CountOf(PostingLookup texts, int max) => BindTexts(Range(SearchSql.Texts.Count, 0, long.MaxValue, max), texts);

    /// <summary>Lists the entries of texts, so many of each.</summary>
    public static PostgreSqlStatement ListOf(PostingLookup texts, OrdinalRange range, int limit) => BindTexts(List(SearchSql.Texts, range, limit), texts);

    /// <summary>Lists a source of one range; null for others.</summary>
    public static PostgreSqlStatement? ListOf(CandidateSource source, OrdinalRange range, int limit) =>
        source is SharedSource { Names: [var name] } ? List(SearchSql.SharedWith, range, limit).Bind(name.Value)
        : SqlOf(source) is { } sql ? BindOwner(List(sql, range, limit), source)
        : null;

    /// <summary>Lists one or several ranges, so many of each.</summary>
    public static PostgreSqlStatement List(EntrySql sql, OrdinalRange range, int limit) =>
        Range(sql.List(range.Descending), range.From, range.To, limit);

    private static PostgreSqlStatement Range(string sql, long from, long to, int limit) => new PostgreSqlStatement(sql).Bind(from).Bind(to).Bind((long)limit);

    private static EntrySql? SqlOf(CandidateSource source) => source switch
    {
        OwnedSource => SearchSql.Owned,
        PublicSource => SearchSql.Public,
        AllSource => SearchSql.All,
        WithdrawnSource { Owner: null } => SearchSql.Withdrawn,
        WithdrawnSource => SearchSql.WithdrawnOfOwner,
        QueueSource => SearchSql.Queue,
        _ => null,
    };

    private static PostgreSqlStatement BindTexts(PostgreSqlStatement statement, PostingLookup texts) => statement
        .Bind([.. texts.Texts.Select(static text => text.Key)]).Bind([.. texts.Texts.Select(static text => text.Low)]);

    private static PostgreSqlStatement BindOwner(PostgreSqlStatement statement, CandidateSource source) => source switch
    {
        OwnedSource owned => statement.Bind(owned.Owner.Value),
        WithdrawnSource { Owner: { } owner } => statement.Bind(owner.Value),
        _ => statement,
    };
}
