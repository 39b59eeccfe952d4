using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage.PostgreSql;

/// <summary>The statements for sources that are gathered, with their parameters.</summary>
internal static class GatheringStatements
{
    /// <summary>Gathers postings; no statement where there can be none.</summary>
    public static IReadOnlyList<PostgreSqlStatement> Of(PostingLookup lookup, int max)
    {
        var statements = new List<PostgreSqlStatement>();
        if (lookup.Texts is { Count: > 0 } texts)
            statements.Add(Begin(SearchSql.GatherTexts, max)
                .Bind([.. texts.Select(static text => text.Key)])
                .Bind([.. texts.Select(static text => text.Low)]).Bind([.. texts.Select(static text => text.High)]));
        if (lookup.Numbers is { Count: > 0 } numbers)
            statements.Add(Begin(SearchSql.GatherNumbers, max)
                .Bind([.. numbers.Select(static number => number.Key)]).Bind([.. numbers.Select(static number => number.Dimension)])
                .Bind([.. numbers.Select(static number => number.Low)]).Bind([.. numbers.Select(static number => number.High)]));
        if (lookup.Words.Count > 0)
            statements.Add(Begin(SearchSql.GatherWords, max).Bind(TsQueryText.Of(lookup.Words)));
        return statements;
    }

    /// <summary>Gathers from the tables of ids, identifiers, links and relations.</summary>
    public static IReadOnlyList<PostgreSqlStatement> Of(CandidateSource source, int max)
    {
        switch (source)
        {
            case IdSource ids:
                return [Begin(SearchSql.GatherIds, max).Bind([.. ids.Ids.Select(static id => id.Value).Distinct()])];
            case IdentifierSource identifiers:
                var ranges = IdentifierRanges.Of(identifiers);
                return
                [
                    Begin(SearchSql.GatherIdentifiers, max).Bind(StorableText.Of(identifiers.Namespace))
                        .Bind([.. ranges.Select(static range => range.Low)]).Bind([.. ranges.Select(static range => range.High)]),
                ];
            case LinkSource { Object: null } links:
                return [Begin(SearchSql.GatherLinksOfWorkspace, max).Bind(links.Workspace.Value)];
            case LinkSource { Object: { } number, Version: null } links:
                return [Begin(SearchSql.GatherLinksOfObject, max).Bind(links.Workspace.Value).Bind(number)];
            case LinkSource { Object: { } number, Version: { } version } links:
                return [Begin(SearchSql.GatherLinksOfVersion, max).Bind(links.Workspace.Value).Bind(number).Bind(version)];
            case RelationSource relations:
                var end = relations.Type.IsSymmetric() ? null : relations.End;
                return
                [
                    .. end is RelationEnd.From ? [] : Relations(SearchSql.GatherRelationsTo, relations, max),
                    .. end is RelationEnd.To ? [] : Relations(SearchSql.GatherRelationsFrom, relations, max),
                ];
            default:
                throw new ArgumentException("There is no such source.", nameof(source));
        }
    }

    private static PostgreSqlStatement[] Relations(string sql, RelationSource relations, int max) =>
        [Begin(sql, max).Bind(relations.Other.Value).Bind(RelationTypes.Names[(int)relations.Type])];

    private static PostgreSqlStatement Begin(string sql, int max) => new PostgreSqlStatement(sql).Bind((long)max);
}
