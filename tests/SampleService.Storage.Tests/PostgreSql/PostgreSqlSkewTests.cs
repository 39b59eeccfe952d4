using System.Text.RegularExpressions;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>
/// One object version has thousands of links and one sample thousands of versions, while all others have few. The index
/// made for a question is taken all the same, and for all its columns, before the server has statistics and after.
/// </summary>
[NeedsPostgres]
public sealed partial class PostgreSqlSkewTests : PostgresTest
{
    private const string Fill =
        """
        INSERT INTO samples SELECT gen_random_uuid(), 'owner', 1, false, 1, 0, NULL, 0 FROM generate_series(1, 5000);
        INSERT INTO sample_versions SELECT id, 1, NULL, owner, 0, gen_random_uuid(), 1, '[]' FROM samples;
        INSERT INTO sample_versions
        SELECT id, v, NULL, owner, 0, gen_random_uuid(), 1, '[]'
        FROM (SELECT * FROM samples LIMIT 1) AS s, generate_series(2, 5000) AS v;
        INSERT INTO sample_nodes SELECT id, 1, 'root', 0, 0, 1 FROM samples;
        INSERT INTO data_links
        SELECT gen_random_uuid(), 1, CASE WHEN i % 2 = 0 THEN 1 ELSE i END, 1, 'd' || i, id, 1, 'root', 'u', i,
            CASE WHEN i % 4 < 2 THEN 'u' END, CASE WHEN i % 4 < 2 THEN i END, gen_random_uuid(),
            CASE WHEN i % 4 < 2 THEN gen_random_uuid() END
        FROM (SELECT id, row_number() OVER () AS i FROM samples, generate_series(1, 4)) AS s;
        """;

    private const string OfObject = "(workspace_id = '1'::bigint) AND (object_id = '1'::bigint) AND (object_version = '1'::bigint)";

    private const string Nobody = "'00000000-0000-0000-0000-000000000000'::uuid";

    // As save_sample_version asks.
    private const string OwnWrite =
        "SELECT version FROM sample_versions WHERE write_id = $1 AND sample_id IS NOT DISTINCT FROM $2 AND version > 1";

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Statements_UseAllColumnsOfTheIndexMadeForThem(bool analyzed)
    {
        await ExecuteAsync(Fill);
        if (analyzed)
            await ExecuteAsync("ANALYZE");

        await ExpectAsync(
            Explain(LinkSql.FindActive).Bind(1L).Bind(1L).Bind(1L).Bind("d9"),
            $"data_links_active_of_unit: ({OfObject} AND (data_id = 'd9'::text))");
        await ExpectAsync(
            Explain(LinkSql.FindActiveByObject).Bind(1L).Bind(1L).Bind(1L), $"data_links_active_of_unit: ({OfObject})");
        await ExpectAsync(
            Explain(LinkSql.FindByObjectAt).Bind(1L).Bind(1L).Bind(1L).Bind(19_999L),
            $"data_links_active_of_unit: ({OfObject})",
            $"data_links_expired_of_object: ({OfObject} AND (expired_at >= '19999'::bigint))");
        await ExpectAsync(
            Explain(LinkSql.FindActiveBySamples).Bind([Guid.Empty]).Bind([1]).Bind((long[]?)null),
            "data_links_active_of_sample: ((sample_id = asked.id) AND (version = asked.version))");
        await ExpectAsync(
            Explain(LinkSql.FindLinkedSample).Bind(1L).Bind(1L).Bind(1L).Bind(Guid.Empty),
            $"data_links_of_sample_and_object: ((sample_id = {Nobody}) AND (object_id = '1'::bigint) AND (workspace_id = '1'::bigint) AND (object_version = '1'::bigint))",
            $"samples_pkey: (id = {Nobody})");
        await ExpectAsync(
            Explain(SampleSql.FindVersion).Bind(Guid.Empty).Bind(7),
            $"sample_versions_pkey: ((sample_id = {Nobody}) AND (version = 7))");
        await ExpectAsync(
            Explain(OwnWrite).Bind(Guid.Empty).Bind(Guid.Empty), $"sample_versions_by_write: (write_id = {Nobody})");
    }

    private static PostgreSqlStatement Explain(string sql) => new("EXPLAIN " + sql);

    /// <summary>Which indexes a plan looks in, and for what.</summary>
    private async Task ExpectAsync(PostgreSqlStatement statement, params string[] expected)
    {
        await using var connection = await ConnectAsync();
        var plan = await new PostgreSqlSession(connection).ReadAllAsync(statement, row => row.GetString(0), default);
        var found = new List<string>();
        var index = "";
        foreach (var line in plan)
        {
            Assert.DoesNotContain("Seq Scan", line, StringComparison.Ordinal);
            if (IndexName().Match(line) is { Success: true } match)
                index = match.Groups[1].Value;
            if (line.Split("Index Cond: ") is [_, var condition])
                found.Add($"{index}: {condition}");
        }

        Assert.Equal(expected, found.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@" (?:using|Bitmap Index Scan on) (\w+)")]
    private static partial Regex IndexName();
}
