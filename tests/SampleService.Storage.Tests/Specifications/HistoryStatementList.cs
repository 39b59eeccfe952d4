using System.Reflection;
using SampleService.Storage.Sql;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>The statements about samples at a moment, about relations, groups, offers, vocabularies and templates, for the tests of plans.</summary>
internal static class HistoryStatementList
{
    /// <summary>Each with its class and name; those that list with their direction.</summary>
    public static IEnumerable<(string Name, string Sql)> Of(SqlDialect dialect) =>
        From(new HistorySql(dialect), "").Concat(From(new HistoryListSql(dialect, false), " asc")).Concat(From(new HistoryListSql(dialect, true), " desc"))
            .Concat(From(new RelationSql(dialect), "")).Concat(From(new GroupSql(dialect), "")).Concat(From(new OfferSql(dialect), "")).Concat(From(new VocabularySql(dialect), ""))
            .Concat(From(new TemplateSql(dialect), ""));

    private static IEnumerable<(string Name, string Sql)> From(object statements, string direction) =>
        statements.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType == typeof(string))
            .Select(property => ($"{statements.GetType().Name}.{property.Name}{direction}", (string)property.GetValue(statements)!));
}
