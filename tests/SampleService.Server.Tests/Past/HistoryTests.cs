using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Past;

/// <summary>What happened to a sample: who sees it, and page by page.</summary>
public sealed class HistoryTests(PastServer server) : IClassFixture<PastServer>
{
    private const string Method = "SampleService.get_history";

    [Fact]
    public async Task History_PastAcls_AreForAdminsAlone()
    {
        var (reader, asReader) = await server.NewUserAsync();
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["{{reader}}"]}""");

        (await asReader.CallAsync(Method, $$"""{"id":"{{id}}","kinds":["versions","acls"]}"""))
            .AssertRefused($"20000 Unauthorized: User {reader} cannot administrate sample {id}");
        Assert.Equal(["versions"], Kinds(await asReader.MapAsync(Method, $$"""{"id":"{{id}}"}""")));
        Assert.Equal(["versions", "acls"], Kinds(await server.Alice.MapAsync(Method, $$"""{"id":"{{id}}"}""")));
        Assert.Equal(["versions", "acls"], Kinds(await server.Admin.MapAsync(Method, $$"""{"id":"{{id}}","as_admin":true}""")));
        (await server.Anonymous.CallAsync(Method, $$"""{"id":"{{id}}"}""")).AssertRefused($"20000 Unauthorized: Anonymous users cannot read sample {id}");
        (await server.Alice.CallAsync(Method, """{"id":"00000000-0000-0000-0000-000000000001"}"""))
            .AssertRefused("50010 No such sample: 00000000-0000-0000-0000-000000000001");
    }

    [Fact]
    public async Task History_OfAcls_ReplayedGivesThePresentOnes()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => (await server.NewUserAsync()).User));
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        string[] changes =
        [
            $"\"read\":[\"{users[0]}\"]", $"\"admin\":[\"{users[0]}\",\"{users[1]}\"],\"public_read\":1", $"\"remove\":[\"{users[0]}\"]",
            $"\"write\":[\"{users[2]}\"],\"public_read\":-1", $"\"read\":[\"{users[1]}\"]",
        ];
        foreach (var change in changes)
            await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}",{{change}}}""");

        var levels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["alice"] = "owner" };
        var isPublic = false;
        var entries = Entries(await server.Alice.MapAsync(Method, $$"""{"id":"{{id}}","kinds":["acls"]}"""));
        foreach (var entry in entries)
        {
            foreach (var user in entry.List("users").Cast<JsonMap>())
            {
                Assert.Equal(levels.GetValueOrDefault(user.RequiredText("user")), user.Text("from"));
                if (user.Text("to") is { } level)
                    levels[user.RequiredText("user")] = level;
                else
                    levels.Remove(user.RequiredText("user"));
            }

            if (entry.Find("public_read") is JsonList flags)
                isPublic = JsonNumber.TryGetInteger(flags[1], out var flag) && !flag.IsZero;
        }

        var acls = await server.Alice.MapAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""");
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal) { [acls.RequiredText("owner")] = "owner" };
        foreach (var level in (string[])["admin", "write", "read"])
            foreach (var user in acls.List(level).Cast<string>())
                expected[user] = level;
        Assert.Equal(expected, levels);
        Assert.Equal(acls.Integer("public_read") == 1, isPublic);
        Assert.Equal(changes.Length, entries.Length);
        Assert.Equal(Enumerable.Range(2, changes.Length), entries.Select(entry => entry.Integer("acl_version")));
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task History_WalkedOneByOne_IsWhatOnePageHas(string order)
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.SaveAsync(SampleText.Next(id));
        var upa = await server.NewObjectAsync(await server.NewWorkspaceAsync("alice"));
        await server.Alice.ResultAsync("SampleService.create_data_link", $$"""{"id":"{{id}}","version":2,"node":"root","upa":"{{upa}}"}""");
        await server.Alice.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","public_read":1}""");
        await server.Alice.ResultAsync("SampleService.expire_data_link", $$"""{"upa":"{{upa}}"}""");
        await server.Alice.SaveAsync(SampleText.Next(id));

        var whole = await server.Alice.MapAsync(Method, $$"""{"id":"{{id}}","order":"{{order}}"}""");
        Assert.Equal(6, Entries(whole).Length);
        Assert.Null(whole.Find("next"));
        var walked = new List<JsonMap>();
        for (string? cursor = null; ;)
        {
            var page = await server.Alice.MapAsync(
                Method, $$"""{"id":"{{id}}","order":"{{order}}","limit":1{{(cursor is null ? "" : $",\"cursor\":\"{cursor}\"")}}}""");
            walked.AddRange(Entries(page));
            if (page.Text("next") is not { } next)
                break;
            cursor = next;
        }

        Assert.Equal(Entries(whole).Select(entry => JsonText.Write(entry)), walked.Select(entry => JsonText.Write(entry)));
        Assert.Equal(["changed", "created", "ended", "saved", "saved", "saved"], walked.Select(entry => entry.RequiredText("what")).Order(StringComparer.Ordinal));
        var times = walked.Select(entry => entry.Long("at")).ToArray();
        Assert.Equal(order == "asc" ? times.Order() : times.OrderDescending(), times);
        // Links of a workspace that the caller cannot read are left out.
        Assert.DoesNotContain("links", Kinds(await server.Bob.MapAsync(Method, $$"""{"id":"{{id}}"}""")));
        Assert.DoesNotContain("links", Kinds(await server.Anonymous.MapAsync(Method, $$"""{"id":"{{id}}"}""")));
    }

    [Fact]
    public async Task History_CursorOfAnotherCall_IsRefused()
    {
        var (id, _) = await server.Alice.SaveAsync(SampleText.Small());
        await server.Alice.SaveAsync(SampleText.Next(id));
        var cursor = (await server.Alice.MapAsync(Method, $$"""{"id":"{{id}}","limit":1}""")).RequiredText("next");

        async Task<string?> Refused(string method, string argument) =>
            (await server.Alice.CallAsync("SampleService." + method, argument)).Message?["Sample service error code 30001 Illegal input parameter: ".Length..];
        Assert.Equal("cursor belongs to a call with other arguments", await Refused("get_history", $$"""{"id":"{{id}}","order":"desc","cursor":"{{cursor}}"}"""));
        Assert.Equal("cursor is not valid here", await Refused("find_links", $$$"""{"sample":{"id":"{{{id}}}"},"cursor":"{{{cursor}}}"}"""));
        Assert.Equal("cursor is not valid here", await Refused("get_history", $$"""{"id":"{{id}}","cursor":"{{cursor[..^1]}}"}"""));
        Assert.Equal("cursor is not valid here", await Refused("get_history", $$"""{"id":"{{id}}","cursor":"{{(cursor[0] == 'A' ? 'B' : 'A')}}{{cursor[1..]}}"}"""));
        Assert.Equal("cursor must be a string", await Refused("get_history", $$"""{"id":"{{id}}","cursor":1}"""));
        Assert.Equal("limit must be an integer from 1 to 1000", await Refused("get_history", $$"""{"id":"{{id}}","limit":1001,"cursor":1}"""));
        // White space, order of members and the limit do not count.
        Assert.Single(Entries(await server.Alice.MapAsync(Method, $$""" { "cursor" : "{{cursor}}", "limit": 7, "id":"{{id}}" } """)));
    }

    private static JsonMap[] Entries(JsonMap page) => [.. page.List("entries").Cast<JsonMap>()];

    private static string[] Kinds(JsonMap page) => [.. Entries(page).Select(entry => entry.RequiredText("kind"))];
}
