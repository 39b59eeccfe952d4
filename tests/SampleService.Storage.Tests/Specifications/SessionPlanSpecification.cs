using SampleService.Storage.Sql;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>No statement about sessions reads through the table, however many there are.</summary>
public abstract class SessionPlanSpecification
{
    private protected abstract SqlDialect Dialect { get; }

    private SessionSql Sql => new(Dialect);

    [StoreFact]
    public async Task RemoveOldest_Plan_IsThatOfTheIndexOfUsers() =>
        Assert.Contains("sessions_by_user", await ExplainAsync(Sql.RemoveOldest, "'alice'", "100"), StringComparison.Ordinal);

    [StoreFact]
    public async Task RemoveExpired_Plan_IsThatOfTheIndexOfEnds() =>
        Assert.Contains("sessions_by_expiry", await ExplainAsync(Sql.RemoveExpired, "1", "100"), StringComparison.Ordinal);

    [StoreFact]
    public async Task FindVersions_Plan_IsThatOfTheKey() =>
        Assert.Matches("grain_states_pkey|PRIMARY KEY .*key_text=", await ExplainAsync(Sql.FindVersions, Keys, ""));

    /// <summary>Two keys, as the database writes a list.</summary>
    private protected abstract string Keys { get; }

    /// <summary>How the database would carry out a statement.</summary>
    private protected abstract Task<string> ExplainAsync(string statement);

    private Task<string> ExplainAsync(string statement, string first, string second) => ExplainAsync(
        statement.Replace("$1", first, StringComparison.Ordinal).Replace("$2", second, StringComparison.Ordinal));
}
