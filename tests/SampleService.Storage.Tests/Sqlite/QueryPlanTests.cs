using System.Reflection;
using SampleService.Storage.Sqlite;

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
        foreach (var type in (Type[])[typeof(SampleSql), typeof(LinkSql)])
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                statements.Add($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!);
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
                && step != "SCAN CONSTANT ROW",
                $"{name}: {step}"));
    }

    [Theory]
    [InlineData(LinkSql.FindActive, "data_links_active_of_unit (workspace_id=? AND object_id=? AND object_version=? AND data_id=?)")]
    [InlineData(LinkSql.FindActiveByObject, "data_links_active_of_unit (workspace_id=? AND object_id=? AND object_version=?)")]
    [InlineData(LinkSql.FindByObjectAt, "data_links_of_object (workspace_id=? AND object_id=? AND object_version=? AND created_at<?)")]
    [InlineData(LinkSql.FindActiveBySamples, "data_links_active_of_sample (sample_id=? AND version=?)")]
    [InlineData(LinkSql.FindBySamplesAt, "data_links_of_sample (sample_id=? AND version=? AND created_at<?)")]
    [InlineData(LinkSql.HasEverLinked, "data_links_of_object_and_sample (workspace_id=? AND object_id=? AND object_version=? AND sample_id=?)")]
    [InlineData(SampleSql.FindVersions, "SEARCH v USING INDEX sqlite_autoindex_sample_versions_1 (sample_id=? AND version=?)")]
    [InlineData(SampleSql.FindLaterWrite, "sample_versions_by_write (sample_id=? AND write_id=?)")]
    public async Task Statement_UsesTheIndexMadeForIt(string sql, string index) =>
        Assert.Contains(await PlanAsync(grown.Plain, sql), step => step.Contains(index, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> PlanAsync(SqliteDatabase database, string sql) => await database.WriteAsync(
        session => session.Prepare("EXPLAIN QUERY PLAN " + sql).ReadAll(row => row.GetString(3)), default);
}
