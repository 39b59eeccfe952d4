using System.Text.Json;

namespace SampleService.Cluster.Tests.Applying;

/// <summary>Holds what a server shows against what the callers were told: each call once, wholly, at one time; or not at all.</summary>
internal sealed class NamedCallCheck(
    Func<string, object, Task<Answer>> server, Deployment deployment, string upa, IReadOnlyList<string> shared, IReadOnlyCollection<NamedCall> calls)
{
    private const int Page = 1000;
    private const int AtOnce = 16;

    private readonly List<NamedCall> _applied = [.. calls.Where(call => call.IsApplied)];

    public async Task RunAsync()
    {
        Assert.InRange(calls.Count, 1, Page);
        await ForEachAsync(calls, async call => call.AssertSame(await CallAsync("apply", call.Argument)));
        await ForEachAsync(_applied, CheckNewSampleAsync);
        await ForEachAsync(_applied, CheckMomentAsync);
        foreach (var sample in shared)
            await CheckSharedAsync(sample);
        await CheckNamesAsync();
        await CheckNumbersAsync();
    }

    // A server refuses calls beyond some hundred at once.
    private static Task ForEachAsync(IEnumerable<NamedCall> calls, Func<NamedCall, Task> check) =>
        Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (call, _) => await check(call));

    /// <summary>What it made is there, and each change has one event.</summary>
    private async Task CheckNewSampleAsync(NamedCall call)
    {
        var id = call.NewSample;
        var sample = await CallAsync("get_sample", new { id });
        Assert.Equal((1, call.Name), (sample.GetProperty("version").GetInt32(), sample.GetProperty("name").GetString()));
        Assert.Equal(
            ["NEW_SAMPLE", "ACL_CHANGE", "NEW_LINK", "IDENTIFIER_CHANGE"], (await EventsAsync(id)).Select(one => one.GetProperty("type").GetString()));
    }

    /// <summary>At the time of the call all of it was there, and a millisecond before nothing of it.</summary>
    private async Task CheckMomentAsync(NamedCall call)
    {
        var (after, before) = (await StateAsync(call, call.At), await StateAsync(call, call.At - 1));
        Assert.Equal(50010, before[0].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal((1, 2), (after[0].GetProperty("version").GetInt32(), after[0].GetProperty("acl_version").GetInt32()));
        Assert.Equal("user2", Assert.Single(after[0].GetProperty("acls").GetProperty("read").EnumerateArray()).GetString());
        Assert.Equal(call.NewLink, Assert.Single(after[0].GetProperty("links").EnumerateArray()).GetProperty("linkid").GetString());
        Assert.Equal(call.Name, Assert.Single(after[0].GetProperty("identifiers").EnumerateArray()).GetProperty("value").GetString());
        if (call.Saved is { Version: var version })
            Assert.True(before[1].GetProperty("version").GetInt32() < version && after[1].GetProperty("version").GetInt32() >= version, call.Name);
        if (call.Turned is { AclVersion: var acls })
            Assert.True(before[2].GetProperty("acl_version").GetInt64() < acls && after[2].GetProperty("acl_version").GetInt64() >= acls, call.Name);
    }

    private async Task<JsonElement> StateAsync(NamedCall call, long at)
    {
        IEnumerable<string> ids = call.Shared is { } known ? [call.NewSample, known.Saved, known.Turned] : [call.NewSample];
        return (await CallAsync(
            "get_state", new { samples = ids.Select(id => new { id }), at, include = new[] { "acls", "links", "identifiers" } })).GetProperty("samples");
    }

    /// <summary>Each version, and each state of the ACLs, was made by one call that was told so.</summary>
    private async Task CheckSharedAsync(string sample)
    {
        var saved = _applied.Where(call => call.Saved?.Sample == sample).OrderBy(call => call.Saved!.Value.Version).ToList();
        var versions = (await CallAsync("get_history", new { id = sample, kinds = new[] { "versions" }, limit = Page })).GetProperty("entries");
        Assert.Equal(
            saved.Select(call => (call.Saved!.Value.Version, (string?)call.Name, call.At)).Prepend((1, "shared", versions[0].GetProperty("at").GetInt64())),
            versions.EnumerateArray().Select(entry =>
                (entry.GetProperty("version").GetInt32(), entry.GetProperty("name").GetString(), entry.GetProperty("at").GetInt64())));

        var turned = _applied.Where(call => call.Turned?.Sample == sample).OrderBy(call => call.Turned!.Value.AclVersion).ToList();
        var acls = (await CallAsync("get_history", new { id = sample, kinds = new[] { "acls" }, limit = Page })).GetProperty("entries");
        Assert.Equal(
            turned.Select(call => (call.Turned!.Value.AclVersion, call.At)),
            acls.EnumerateArray().Where(entry => entry.GetProperty("what").GetString() == "changed").Select(entry =>
                (entry.GetProperty("acl_version").GetInt64(), entry.GetProperty("at").GetInt64())));

        var events = await EventsAsync(sample);
        Assert.Equal(
            Enumerable.Range(1, 1 + saved.Count),
            events.Where(one => one.GetProperty("type").GetString() == "NEW_SAMPLE").Select(one => one.GetProperty("version").GetInt32()));
        Assert.Equal(
            Enumerable.Range(2, turned.Count),
            events.Where(one => one.GetProperty("type").GetString() == "ACL_CHANGE").Select(one => one.GetProperty("acl_version").GetInt32()));
        Assert.Equal(1 + saved.Count + turned.Count, events.Count);
    }

    /// <summary>The links and identifiers that there are are those of calls that were done.</summary>
    private async Task CheckNamesAsync()
    {
        var links = (await CallAsync("find_links", new { upa, state = "all", limit = Page })).GetProperty("links").EnumerateArray();
        Assert.Equal(
            _applied.Select(call => (call.Name, call.NewLink)).Order(),
            links.Select(link => (link.GetProperty("dataid").GetString()!, link.GetProperty("linkid").GetString()!)).Order());
        var resolved = (await CallAsync(
            "resolve_identifiers", new { identifiers = calls.Select(call => new { @namespace = "~user1", value = call.Name }) })).GetProperty("resolved");
        Assert.Equal(
            calls.Select(call => call.IsApplied ? call.NewSample : null), resolved.EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }

    /// <summary>There is nothing that nobody was told of.</summary>
    private async Task CheckNumbersAsync()
    {
        Assert.Equal(shared.Count + _applied.Count, await deployment.ScalarAsync<long>("SELECT count(*) FROM samples"));
        Assert.Equal(
            shared.Count + _applied.Count + _applied.Count(call => call.Saved is not null),
            await deployment.ScalarAsync<long>("SELECT count(*) FROM sample_versions"));
        Assert.Equal(_applied.Count, await deployment.ScalarAsync<long>("SELECT count(*) FROM requests"));
    }

    private async Task<List<JsonElement>> EventsAsync(string sample) =>
        [.. (await CallAsync("get_events", new { sample, limit = Page })).GetProperty("events").EnumerateArray()];

    private async Task<JsonElement> CallAsync(string method, object argument) => (await server(method, argument)).Value;
}
