namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Holds what all servers, and the database, show in the end against what the callers were told.</summary>
internal sealed class FinalCheck(World world, Traffic traffic, IReadOnlyList<Member> doors)
{
    private const int AtOnce = 100;

    /// <summary>Reads what there is now, without the versions before the newest.</summary>
    public Task ReadStateAsync() => Task.WhenAll(doors.Select(member => ReadAsync(member, world.Shared)));

    public async Task RunAsync()
    {
        await Task.WhenAll(doors.Select(ReadAllAsync));
        foreach (var sample in world.Samples)
            sample.RequireConsistent();
        await RequireCountersAsync();
        await RequireNoneAsync(
            "samples with gaps or with more than their head says",
            "samples s WHERE head <> (SELECT count(*) FROM sample_versions v WHERE v.sample_id = s.id)"
            + " OR head <> (SELECT max(version) FROM sample_versions v WHERE v.sample_id = s.id)");
        await RequireNoneAsync("writes that were made twice", "(SELECT 1 FROM sample_versions GROUP BY name HAVING count(*) > 1) twice");
        await RequireNoneAsync(
            "versions without some of their nodes",
            $"(SELECT 1 FROM sample_nodes GROUP BY sample_id, version HAVING count(*) <> {Content.Nodes}) part");
        await RequireNoneAsync(
            "data units with several active links",
            "(SELECT 1 FROM data_links WHERE expired_at IS NULL"
            + " GROUP BY workspace_id, object_id, object_version, data_id HAVING count(*) > 1) twice");
    }

    private async Task ReadAllAsync(Member member)
    {
        await ReadAsync(member, world.Samples);
        var reader = ReaderOf(member);
        foreach (var sample in world.Shared)
        {
            var head = sample.Head;
            for (var first = 1; first <= head; first += AtOnce)
                await reader.ReadVersionsAsync(sample, first, Math.Min(AtOnce, head + 1 - first));
        }
    }

    private async Task ReadAsync(Member member, IEnumerable<SampleRecord> heads)
    {
        var reader = ReaderOf(member);
        foreach (var samples in heads.Chunk(AtOnce))
            await reader.ReadHeadsAsync(samples);
        foreach (var sample in world.Shared)
        {
            await reader.ReadAclsAsync(sample);
            await reader.ReadLinksOfSampleAsync(sample);
        }

        foreach (var upa in world.Upas)
            await reader.ReadLinksOfObjectAsync(upa);
    }

    private Reader ReaderOf(Member member) =>
        new(world, (method, argument) => traffic.CallAsync(member, method, argument));

    /// <summary>Had a counter lost step, its limit would be met too early or too late.</summary>
    private async Task RequireCountersAsync()
    {
        var member = doors[0];
        foreach (var sample in world.Shared)
        {
            if (await traffic.CallAsync(member, "get_data_links_from_sample", new { id = sample.Id, version = 1 }) is not { } links)
                continue;
            var room = world.MaxLinks - links.Value.GetProperty("links").GetArrayLength();
            RequireRoom(room, await CountLinksAsync(member, sample.Id, _ => world.Deployment.NewObject()), sample.Id);
        }

        foreach (var upa in world.Upas)
        {
            if (await traffic.CallAsync(member, "get_data_links_from_data", new { upa }) is not { } links)
                continue;
            var room = world.MaxLinks - links.Value.GetProperty("links").GetArrayLength();
            var target = world.Untouched[world.Upas.Index().First(known => known.Item == upa).Index];
            RequireRoom(room, await CountLinksAsync(member, target.Id, _ => upa), upa);
        }
    }

    private void RequireRoom(int room, int made, string of) =>
        world.Findings.Require(room == made, $"{of} has room for {room} links by what is listed, and for {made} by its counter");

    /// <summary>Links as long as links are made.</summary>
    private async Task<int> CountLinksAsync(Member member, string id, Func<int, string> upa)
    {
        for (var made = 0; ; made++)
        {
            var argument = new { upa = upa(made), dataid = $"room {made}", id, version = 1, node = Content.Node(0) };
            // A call of unknown outcome is a finding by itself.
            if (await traffic.CallAsync(member, "create_data_link", argument) is not { Succeeded: true })
                return made;
        }
    }

    private async Task RequireNoneAsync(string what, string from)
    {
        var count = await world.Deployment.ScalarAsync<long>("SELECT count(*) FROM " + from);
        world.Findings.Require(count == 0, $"{count} {what}");
    }
}
