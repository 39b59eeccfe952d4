using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage.Sqlite;

/// <summary>The statements for sources that are gathered, with their parameters but the limit. Each is to be run before the next is taken.</summary>
internal static class GatheringStatements
{
    /// <summary>Gathers postings.</summary>
    public static IEnumerable<SqliteStatement> Of(SqliteSession session, PostingLookup lookup)
    {
        foreach (var (key, low, high) in lookup.Texts)
            yield return session.Prepare(SearchSql.GatherTexts).Bind("@key", key).Bind("@low", low).Bind("@high", high);
        foreach (var (key, dimension, low, high) in lookup.Numbers)
            yield return session.Prepare(SearchSql.GatherNumbers)
                .Bind("@key", key).Bind("@dimension", dimension).Bind("@low", low).Bind("@high", high);
        if (lookup.Words.Count > 0)
            yield return session.Prepare(SearchSql.Words.Ascending)
                .Bind("@words", FtsText.QueryOf(lookup.Words)).Bind("@from", 0L).Bind("@to", long.MaxValue);
    }

    /// <summary>Gathers from the tables of ids, identifiers, links and relations.</summary>
    public static IEnumerable<SqliteStatement> Of(SqliteSession session, CandidateSource source) => source switch
    {
        IdSource ids => [session.Prepare(SearchSql.GatherIds).BindIds("@ids", ids.Ids.Distinct())],
        IdentifierSource identifiers => IdentifierRanges.Of(identifiers).Select(range => session.Prepare(SearchSql.GatherIdentifiers)
            .Bind("@namespace", StorableText.Of(identifiers.Namespace)).Bind("@low", range.Low).Bind("@high", range.High)),
        LinkSource links => [OfLinks(session, links)],
        RelationSource relations => OfRelations(session, relations),
        _ => throw new ArgumentException("There is no such source.", nameof(source)),
    };

    private static SqliteStatement OfLinks(SqliteSession session, LinkSource links) => links switch
    {
        { Object: null } => session.Prepare(SearchSql.GatherLinksOfWorkspace).Bind("@workspace", links.Workspace.Value),
        { Version: null } =>
            session.Prepare(SearchSql.GatherLinksOfObject).Bind("@workspace", links.Workspace.Value).Bind("@object", links.Object),
        _ => session.Prepare(SearchSql.GatherLinksOfVersion)
            .Bind("@workspace", links.Workspace.Value).Bind("@object", links.Object).Bind("@version", links.Version),
    };

    private static IEnumerable<SqliteStatement> OfRelations(SqliteSession session, RelationSource relations)
    {
        var end = relations.Type.IsSymmetric() ? null : relations.End;
        if (end is not RelationEnd.From)
            yield return Bind(SearchSql.GatherRelationsTo);
        if (end is not RelationEnd.To)
            yield return Bind(SearchSql.GatherRelationsFrom);

        SqliteStatement Bind(string sql) =>
            session.Prepare(sql).Bind("@other", relations.Other.Value).Bind("@type", RelationTypes.Names[(int)relations.Type]);
    }
}
