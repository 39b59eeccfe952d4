using Microsoft.Extensions.DependencyInjection;
using SampleService.Domain;
using SampleService.Import.Tests.Support;
using SampleService.Storage;

namespace SampleService.Import.Tests.EndToEnd;

/// <summary>What databases do with samples that are stored as a whole.</summary>
public sealed class BulkStoreTests
{
    public static TheoryData<string> Kinds => ImportTarget.Kinds;

    /// <summary>All were created in one millisecond, and the last 20 bits of their ids are equal or next to each other.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Write_OrdinalsThatAreTaken_DoNotDependOnBatches(string kind)
    {
        int[] bits = [5, 5, 6, 7, 5, 0xfffff, 0xfffff, 6];
        BulkSample[] samples = [.. bits.Select((bit, i) => Sample(new Guid($"00000000-0000-4000-8000-{i:x7}{bit:x5}")))];
        var found = new List<string>();
        foreach (var size in new[] { 1, 3, samples.Length })
        {
            await using var target = await ImportTarget.CreateAsync(kind);
            await target.WithServicesAsync(async services =>
            {
                foreach (var batch in samples.Chunk(size))
                    await services.GetRequiredService<IBulkStore>().WriteAsync(batch, default);
                return true;
            });
            found.Add(string.Join(' ', await target.QueryAsync("SELECT ordinal % 1048576 FROM samples ORDER BY id")));
        }

        Assert.Equal(["5 6 7 8 9 1048575 0 10"], found.Distinct());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Find_StoredSamples_AreTheSame(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        BulkSample[] samples = [Sample(Guid.NewGuid()), Sample(Guid.NewGuid())];

        var (found, ids, other) = await target.WithServicesAsync(async services =>
        {
            var store = services.GetRequiredService<IBulkStore>();
            await store.WriteAsync(samples, default);
            SampleId[] asked = [samples[0].Id, samples[1].Id, new SampleId(Guid.NewGuid())];
            return (await store.FindAsync(asked, default), await store.FindIdsAsync(asked, default), await store.FindIdsAsync([asked[2]], default));
        });

        Assert.Equal(2, ids.Count);
        Assert.Empty(other);
        Assert.All(samples, sample => Assert.True(sample.IsSameAs(Assert.Single(found, stored => stored.Id == sample.Id))));
        Assert.False(samples[0].IsSameAs(found.Single(stored => stored.Id == samples[1].Id)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Write_OneThatIsThere_StoresNone(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        var sample = Sample(Guid.NewGuid());

        await target.WithServicesAsync(async services =>
        {
            var store = services.GetRequiredService<IBulkStore>();
            await store.WriteAsync([sample], default);
            var refusal = await Assert.ThrowsAsync<ServiceException>(async () => await store.WriteAsync([Sample(Guid.NewGuid()), sample], default));
            Assert.Equal(ErrorKind.StorageFailure, refusal.Kind);
            return true;
        });

        Assert.Equal([sample.Id.ToString()], await target.QueryAsync("SELECT id FROM samples"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Write_StateThatRefusesWrites_IsRefused(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);

        await target.WithServicesAsync(async services =>
        {
            await services.GetRequiredService<IPlatformStateStore>().SetAsync(
                new NewSharedState(SharedStates.Backup, "operator", "here:1", TimeSpan.FromMinutes(1), Quiesces: true, "copying"), default);
            var refusal = await Assert.ThrowsAsync<ServiceException>(
                async () => await services.GetRequiredService<IBulkStore>().WriteAsync([Sample(Guid.NewGuid())], default));
            Assert.Equal(ErrorKind.RefusedByState, refusal.Kind);
            return true;
        });

        Assert.Empty(await target.QueryAsync("SELECT id FROM samples"));
    }

    /// <summary>Its only reader: postings are made of what is in the queue, and the queue is empty then.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Index_ImportedSamples_EmptiesTheQueue(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);
        using var dump = new DumpOnDisk(20);
        await target.ImportAsync(dump.Options);

        await target.WithServicesAsync(async services =>
        {
            var index = services.GetRequiredService<ISearchIndexStore>();
            while ((await index.IndexAsync(500, default)).Indexed > 0)
            {
                // Until there is nothing left that can be indexed.
            }

            return true;
        });

        Assert.Empty(await target.QueryAsync("SELECT ordinal FROM search_queue"));
        Assert.Empty(await target.QueryAsync("SELECT ordinal FROM search_failures"));
        Assert.Empty(await target.QueryAsync("SELECT id FROM samples WHERE indexed <> head"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Write_ManySamplesWait_AreLeftToTheBackfill(string kind)
    {
        await using var target = await ImportTarget.CreateAsync(kind);

        await target.WithServicesAsync(async services =>
        {
            var bulk = services.GetRequiredService<IBulkStore>();
            foreach (var part in Enumerable.Range(0, IBulkStore.MaxQueued + 5).Select(_ => Sample(Guid.NewGuid())).Chunk(2000))
                await bulk.WriteAsync(part, default);
            Assert.Equal(IBulkStore.MaxQueued, await services.GetRequiredService<ISearchIndexStore>().CountQueuedAsync(20_000, default));

            var backfill = services.GetRequiredService<IBackfillStore>();
            Assert.False((await backfill.FindStateAsync(default)).IsComplete);
            while (!(await backfill.FindStateAsync(default)).IsComplete)
                await backfill.GoOnAsync(500, default);
            Assert.Equal(IBulkStore.MaxQueued + 5, await services.GetRequiredService<ISearchIndexStore>().CountQueuedAsync(20_000, default));
            return true;
        });
    }

    private static BulkSample Sample(Guid id)
    {
        var version = new BulkVersion(
            1, new UserName("user2"), new Timestamp(1000), new WriteId(Guid.NewGuid()),
            new SampleContent("name é", "[{\"id\":\"n\"}]"u8.ToArray(), [new NodeEntry(new NodeId("n"), 1, 10, -1)]));
        var acls = new SampleAcls(
            new UserName("user1"), UserSet.Of([new UserName("a")]), UserSet.Of([new UserName("w")]), UserSet.Of([new UserName("r"), new UserName("q")]), true);
        return new BulkSample(new SampleId(id), acls, new Timestamp(2000), new Timestamp(1000), 1, [version], []);
    }
}
