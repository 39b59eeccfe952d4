using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Hidden;

/// <summary>
/// No member of an answer, no error, no count and no cursor tells anything of what one may not see: two deployments that differ in that alone
/// give equal answers, byte for byte, but for the time and the positions of events.
/// </summary>
public abstract partial class HiddenSampleTests(TwinDeployments twins)
{
    private const int MaxPages = 60;

    /// <summary>Of the arguments each so-manieth is sent; it has no factor in common with the numbers of ways that are combined, so that all of these come.</summary>
    protected virtual int Step => 1;

    public static TheoryData<string> Methods => [.. TwinCalls.Methods];

    /// <summary>Calls a method in many ways on both.</summary>
    protected async Task AssertTellsNothingAsync(string method)
    {
        var differences = new List<string>();
        var (asked, pages, succeeded) = (0, 0, 0);
        foreach (var (caller, token) in twins.Content.Callers)
        {
            using var one = new RpcClient(twins.Urls[0], token);
            using var other = new RpcClient(twins.Urls[1], token);
            foreach (var argument in TwinCalls.Of(method, twins.Content).Where((_, place) => place % Step == 0))
            {
                asked++;
                var expected = await WalkAsync(one, method, argument);
                var actual = await WalkAsync(other, method, argument);
                pages += expected.Count;
                succeeded += expected[0].StartsWith("200", StringComparison.Ordinal) ? 1 : 0;
                if (!expected.SequenceEqual(actual))
                    differences.Add($"{caller} {argument}:\n{Differing(expected, actual)}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {asked} differ, such as\n{string.Join('\n', differences.Take(5))}");
        Assert.InRange(succeeded, asked / 10, asked);
        Assert.InRange(pages, asked, int.MaxValue);
    }

    private static string Differing(List<string> expected, List<string> actual)
    {
        var page = Enumerable.Range(0, Math.Max(expected.Count, actual.Count)).First(i => expected.ElementAtOrDefault(i) != actual.ElementAtOrDefault(i));
        return $"page {page}\n  {expected.ElementAtOrDefault(page)}\n  {actual.ElementAtOrDefault(page)}";
    }

    /// <summary>All pages, each as it came, but for what may differ.</summary>
    private async Task<List<string>> WalkAsync(RpcClient client, string method, string argument)
    {
        var pages = new List<string>();
        for (var next = argument; next is not null && pages.Count < MaxPages;)
        {
            var answer = await client.CallAsync("SampleService." + method, next);
            pages.Add($"{answer.Status} {WithoutPresent(answer.Body, method)}");
            next = answer.Status == 200 ? Next(Assert.IsType<JsonMap>(answer.Result), argument) : null;
        }

        Assert.InRange(pages.Count, 1, MaxPages - 1);
        return pages;
    }

    /// <summary>The argument of the next page; null if there is none.</summary>
    private static string? Next(JsonMap result, string argument) =>
        result.Find("next") is string cursor ? $"{argument[..^1]}{(argument.Length > 2 ? "," : "")}\"cursor\":\"{cursor}\"}}"
        : result.Find("events") is JsonList { Count: > 0 } ? argument.Replace("\"after\":0", $"\"after\":{result.Long("last")}", StringComparison.Ordinal)
        : null;

    private string WithoutPresent(string body, string method)
    {
        body = Time().Replace(body, match => long.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) < twins.Started ? match.Value : $"\"{match.Groups[1].Value}\":*");
        return method == "get_events" ? Position().Replace(body, "\"$1\":*") : body;
    }

    [GeneratedRegex("\"(at|as_of)\":([0-9]+)(,\"settled\":(true|false))?")]
    private static partial Regex Time();

    [GeneratedRegex("\"(position|last)\":[0-9]+")]
    private static partial Regex Position();
}

/// <summary>On SQLite.</summary>
public sealed class SqliteHiddenSampleTests(SqliteTwins twins) : HiddenSampleTests(twins), IClassFixture<SqliteTwins>
{
    [Theory]
    [MemberData(nameof(Methods))]
    public Task Method_OtherDeploymentHasHiddenSamples_AnswersAreEqual(string method) => AssertTellsNothingAsync(method);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgreSqlHiddenSampleTests(PostgreSqlTwins twins) : HiddenSampleTests(twins), IClassFixture<PostgreSqlTwins>
{
    protected override int Step => 13;

    [PostgresTheory]
    [MemberData(nameof(Methods))]
    public Task Method_OtherDeploymentHasHiddenSamples_AnswersAreEqual(string method) => AssertTellsNothingAsync(method);
}
