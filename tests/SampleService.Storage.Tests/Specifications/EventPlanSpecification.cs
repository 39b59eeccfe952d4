using System.Text.RegularExpressions;
using SampleService.Storage.Sql;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>No statement about events reads through their table, however many there are.</summary>
public abstract class EventPlanSpecification
{
    private const string Key = "events_pkey|SEARCH e(vents)? USING INTEGER PRIMARY KEY";

    private protected abstract SqlDialect Dialect { get; }

    private EventSql Sql => new(Dialect);

    [StoreFact]
    public async Task FindBounds_Plan_LooksAtTheFirstOfEach() =>
        Assert.Matches("(?=.*events_pkey)(?=.*outbox_pkey)|SEARCH events", await PlanAsync(Sql.FindBounds));

    [StoreFact]
    public async Task Read_Plan_IsThatOfTheKey()
    {
        var plan = await PlanAsync(Sql.Read, "7", "10");
        Assert.Matches(Key, plan);
        Assert.Matches("data_links_pkey|SEARCH l USING INDEX sqlite_autoindex_data_links_1", plan);
    }

    [StoreFact]
    public async Task ReadOfSample_Plan_IsThatOfTheIndexOfSamples() => Assert.Contains(
        "events_of_sample", await PlanAsync(Sql.ReadOfSample, "7", "10", "'0b7c1d2e-0000-4000-8000-000000000000'"), StringComparison.Ordinal);

    [StoreFact]
    public async Task FindRemovable_Plan_GoesAlongTheKey() =>
        Assert.Matches("events_pkey|SCAN events", await PlanAsync(Sql.FindRemovable, "1", "10", "100"));

    [StoreFact]
    public async Task Remove_Plan_IsThatOfTheKey() => Assert.Matches(Key, await PlanAsync(Sql.Remove, "7", "100"));

    /// <summary>How the database would carry out a statement, in one line.</summary>
    private protected abstract Task<string> ExplainAsync(string statement);

    private async Task<string> PlanAsync(string statement, params string[] values)
    {
        for (var i = 0; i < values.Length; i++)
            statement = statement.Replace($"${i + 1}", values[i], StringComparison.Ordinal);
        return Regex.Replace(await ExplainAsync(statement), @"\s+", " ");
    }
}
