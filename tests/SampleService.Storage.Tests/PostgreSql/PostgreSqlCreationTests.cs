using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>Samples that many callers create at once share transactions, and nothing else.</summary>
[NeedsPostgres]
public sealed class PostgreSqlCreationTests : PostgresTest
{
    [StoreFact]
    public async Task CreateAtOnce_OfManySamples_IsStoredInFewTransactionsAndWhole()
    {
        var database = await OpenAsync();
        var store = new SampleStore(database);
        var samples = Enumerable.Range(0, 200).Select(i => Make.Sample("root", $"part {i}")).ToArray();

        var headers = await Task.WhenAll(samples.Select(sample => store.CreateAsync(sample, default).AsTask()));

        Assert.Equal(samples.Select(sample => sample.Id), headers.Select(header => header.Id));
        foreach (var sample in samples)
        {
            var version = await store.FindVersionAsync(new SampleVersionId(sample.Id, 1), default);
            Assert.True(version!.NodeTree.Span.SequenceEqual(sample.Content.NodeTree.Span));
        }

        Assert.InRange(await ScalarAsync<long>("SELECT count(DISTINCT xmin::text) FROM samples"), 1, 100);
        Assert.Equal(400, await ScalarAsync<long>("SELECT count(*) FROM sample_nodes"));
    }

    [StoreFact]
    public async Task CreateAtOnce_OneCannotBeStored_FailsThatOneAlone()
    {
        var database = await OpenAsync();
        var store = new SampleStore(database);
        var samples = Enumerable.Range(0, 60).Select(_ => Make.Sample()).ToArray();
        var taken = Make.Sample();
        await store.CreateAsync(taken, default);
        // A length that the table refuses, an id that another sample has, and a write that was made before.
        var broken = Make.Sample() with { Content = Make.Content("broken", "root") with { Nodes = [new NodeEntry(new NodeId("root"), 0, 0, NodeEntry.NoParent)] } };
        NewSample[] odd = [broken, Make.Sample() with { Id = taken.Id }, taken];

        var all = samples[..30].Concat(odd).Concat(samples[30..]).Select(sample => store.CreateAsync(sample, default).AsTask()).ToArray();

        await Assert.ThrowsAsync<ServiceException>(() => all[30]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => all[31]);
        Assert.Equal(taken.Id, (await all[32]).Id);
        foreach (var creation in all[..30].Concat(all[33..]))
            Assert.Equal(1, (await creation).Head);
        Assert.Equal(61, await ScalarAsync<long>("SELECT count(*) FROM samples"));
    }

    [StoreFact]
    public async Task CreateAtOnce_CancelledWhileItWaits_LeavesTheOthersAlone()
    {
        var database = await OpenAsync();
        var store = new SampleStore(database);
        using var cancellation = new CancellationTokenSource();
        var kept = Enumerable.Range(0, 40).Select(_ => store.CreateAsync(Make.Sample(), default).AsTask()).ToArray();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.CreateAsync(Make.Sample(), cancellation.Token));
        await Task.WhenAll(kept);
        Assert.Equal(40, await ScalarAsync<long>("SELECT count(*) FROM samples"));
    }
}
