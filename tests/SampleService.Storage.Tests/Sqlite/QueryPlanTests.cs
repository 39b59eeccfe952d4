using System.Reflection;
using SampleService.Storage.Sql;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>
/// In a database that has grown no statement of the stores looks through a table: each finds its rows by a key or an
/// index.
/// </summary>
public sealed class QueryPlanTests(GrownSqlite grown) : IClassFixture<GrownSqlite>
{
    public static TheoryData<string, string> Statements()
    {
        var statements = new TheoryData<string, string>();
        foreach (var type in (Type[])[typeof(SampleSql), typeof(LinkSql), typeof(AccessSql), typeof(OperationSql), typeof(IdentifierSql), typeof(RelationChangeSql), typeof(OfferChangeSql)])
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                statements.Add($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!);
        foreach (var (name, sql) in HistoryStatementList.Of(SqlDialect.Sqlite))
            statements.Add(name, sql);
        return statements;
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Statement_SearchesByIndex(string name, string sql)
    {
        foreach (var database in (SqliteDatabase[])[grown.Plain, grown.Analyzed])
            Assert.All(await PlanAsync(database, sql), step => Assert.False(
                step.StartsWith("SCAN", StringComparison.Ordinal)
                && !step.StartsWith("SCAN asked VIRTUAL TABLE", StringComparison.Ordinal)
                && !step.StartsWith("SCAN json_each VIRTUAL TABLE", StringComparison.Ordinal)
                // What a query before has found.
                && step is not ("SCAN CONSTANT ROW" or "SCAN a" or "SCAN ancestors" or "SCAN page"),
                $"{name}: {step}"));
    }

    public static TheoryData<string, string> SearchStatements()
    {
        var statements = new TheoryData<string, string>();
        foreach (var type in (Type[])[typeof(SearchSql), typeof(CandidateSql), typeof(IndexSql), typeof(BackfillSql)])
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                if (field.GetValue(null) is EntrySql entries)
                {
                    statements.Add($"{type.Name}.{field.Name}.Ascending", entries.Ascending);
                    statements.Add($"{type.Name}.{field.Name}.Descending", entries.Descending);
                    statements.Add($"{type.Name}.{field.Name}.Count", entries.Count);
                }
                else
                    statements.Add($"{type.Name}.{field.Name}", (string)field.GetValue(null)!);
        return statements;
    }

    [Theory]
    [MemberData(nameof(SearchStatements))]
    public async Task SearchStatement_SearchesByIndex(string name, string sql)
    {
        foreach (var database in (SqliteDatabase[])[grown.Plain, grown.Analyzed])
            Assert.All(await PlanAsync(database, sql), step => Assert.False(
                step.StartsWith("SCAN", StringComparison.Ordinal)
                && !step.StartsWith("SCAN asked VIRTUAL TABLE", StringComparison.Ordinal)
                // The full-text index, by words and in the order of its rows.
                && !(step.StartsWith("SCAN search_words VIRTUAL TABLE INDEX", StringComparison.Ordinal) && step.Contains('M'))
                && !step.StartsWith("SCAN (subquery", StringComparison.Ordinal)
                && step != "SCAN CONSTANT ROW",
                $"{name}: {step}"));
    }

    [Theory]
    [InlineData("SELECT ordinal FROM search_text WHERE key_id = 1 AND (value, ordinal) > ('a', 5)", "search_text USING PRIMARY KEY (key_id=? AND (value,ordinal)>(?,?))")]
    [InlineData(SearchSql.GatherTexts, "search_text USING PRIMARY KEY (key_id=? AND value>? AND value<?)")]
    [InlineData(SearchSql.GatherNumbers, "search_numbers USING PRIMARY KEY (key_id=? AND dimension=? AND value>? AND value<?)")]
    [InlineData(SearchSql.GatherLinksOfVersion, "data_links_active_of_unit (workspace_id=? AND object_id=? AND object_version=?)")]
    [InlineData(CandidateSql.Find, "SEARCH s USING INDEX samples_by_ordinal (ordinal=?)")]
    public async Task SearchStatement_UsesTheIndexMadeForIt(string sql, string index) =>
        Assert.Contains(await PlanAsync(grown.Plain, sql), step => step.Contains(index, StringComparison.Ordinal));

    [Theory]
    [InlineData(LinkSql.FindActive, "data_links_active_of_unit (workspace_id=? AND object_id=? AND object_version=? AND data_id=?)")]
    [InlineData(LinkSql.FindActiveByObject, "data_links_active_of_unit (workspace_id=? AND object_id=? AND object_version=?)")]
    [InlineData(LinkSql.FindByObjectAt, "data_links_of_object (workspace_id=? AND object_id=? AND object_version=? AND created_at<?)")]
    [InlineData(LinkSql.FindActiveBySamples, "data_links_active_of_sample (sample_id=? AND version=?)")]
    [InlineData(LinkSql.FindBySamplesAt, "data_links_of_sample (sample_id=? AND version=? AND created_at<?)")]
    [InlineData(LinkSql.FindLinkedSample, "data_links_of_object_and_sample (workspace_id=? AND object_id=? AND object_version=? AND sample_id=?)")]
    [InlineData(SampleSql.FindVersions, "SEARCH v USING INDEX sqlite_autoindex_sample_versions_1 (sample_id=? AND version=?)")]
    [InlineData(AccessSql.FindStates, "c USING PRIMARY KEY (sample_id=? AND acl_version<?)")]
    [InlineData(AccessSql.FindLinks, "data_links_of_sample_all (sample_id=?)")]
    [InlineData(LinkSql.CountByNode, "data_links_active_of_sample (sample_id=? AND version=?)")]
    [InlineData(SampleSql.FindChildren, "sample_nodes_of_parent (sample_id=? AND version=? AND parent=?)")]
    [InlineData(SampleSql.FindLaterWrite, "sample_versions_by_write (sample_id=? AND write_id=?)")]
    public async Task Statement_UsesTheIndexMadeForIt(string sql, string index) =>
        Assert.Contains(await PlanAsync(grown.Plain, sql), step => step.Contains(index, StringComparison.Ordinal));

    [Theory]
    [InlineData("HistorySql.FindLinks", "data_links_active_of_sample (sample_id=? AND version=?)")]
    [InlineData("HistorySql.FindLinksAt", "data_links_of_sample (sample_id=? AND version=? AND created_at<?)")]
    [InlineData("HistoryListSql.LinksOfSample", "data_links_of_sample_all (sample_id=? AND ")]
    [InlineData("HistoryListSql.EndedLinksOfSample", "data_links_of_sample_ended (sample_id=? AND ")]
    [InlineData("HistoryListSql.LinksOfObject", "data_links_of_object_all (workspace_id=? AND object_id=? AND ")]
    [InlineData("HistoryListSql.LinksOfWorkspace", "data_links_of_workspace (workspace_id=? AND ")]
    public async Task HistoryStatement_UsesTheIndexMadeForIt(string name, string index)
    {
        foreach (var (_, sql) in HistoryStatementList.Of(SqlDialect.Sqlite).Where(statement => statement.Name.Split(' ')[0] == name))
        {
            var plan = await PlanAsync(grown.Analyzed, sql);
            Assert.True(plan.Any(step => step.Contains(index, StringComparison.Ordinal)), string.Join('\n', plan));
            Assert.True(name.StartsWith("HistorySql", StringComparison.Ordinal) || !plan.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
        }
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(SqliteDatabase database, string sql) => await database.WriteAsync(
        session => session.Prepare("EXPLAIN QUERY PLAN " + sql).ReadAll(row => row.GetString(3)), default);
}
