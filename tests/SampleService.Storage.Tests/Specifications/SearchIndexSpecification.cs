using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>The queue has every sample whose postings are not those of its newest version.</summary>
public abstract class SearchIndexSpecification : SearchSpecification
{
    [StoreFact]
    public async Task Queue_HasWhatWasSavedUntilItIsIndexed()
    {
        var ids = new[] { await CreateAsync("""{"k":{"value":"a"}}"""), await CreateAsync("""{"k":{"value":"b"}}""") };
        Assert.Equal(ids, await GatherAsync(new QueueSource()));
        Assert.Equal(2, await Index.CountQueuedAsync(10, default));
        Assert.Equal(1, await Index.CountQueuedAsync(1, default));

        // The newest comes first.
        Assert.Equal(new IndexingResult(1, 0, 0), await Index.IndexAsync(1, default));
        Assert.Equal([ids[0]], await GatherAsync(new QueueSource()));
        Assert.Equal([ids[1]], await GatherAsync(OnKey("")));
        await IndexAllAsync();
        Assert.False((await Index.IndexAsync(500, default)).HasWorked);

        await SaveAsync(ids[0], """{"k":{"value":"c"}}""");
        Assert.Equal([ids[0]], await GatherAsync(new QueueSource()));
    }

    [StoreFact]
    public async Task Index_SavedAgain_PostingsOfTheVersionBeforeAreGone()
    {
        var id = await CreateAsync("""{"k":{"value":"old"},"gone":{"value":1,"units":"m"},"same":{"value":"same"}}""", "first name");
        await IndexAllAsync();
        var before = (await FindAsync(new AllSource()))[0];
        await SaveAsync(id, """{"k":{"value":"new"},"same":{"value":"same"}}""", "second name");
        await SaveAsync(id, """{"k":{"value":"newest"},"same":{"value":"same"}}""", "third name");
        await IndexAllAsync();

        foreach (var stale in (string[])[",\"eq\":\"old\"", ",\"eq\":\"new\"", ",\"words\":\"old\"", ",\"prefix\":\"ol\""])
            Assert.Empty(await GatherAsync(OnKey(stale)));
        foreach (var stale in (string[])["""{"on":"name","words":"first"}""", """{"on":"meta","key":"gone"}""", """{"on":"meta","key":"gone","eq":1}"""])
            Assert.Empty(await GatherAsync(Postings(stale)));
        Assert.Equal([id], await GatherAsync(OnKey(",\"eq\":\"newest\"")));
        Assert.Equal([id], await GatherAsync(Postings("""{"on":"meta","key":"same","eq":"same"}""")));
        var saved = await ReadAsync(snapshot => snapshot.ListBySavedAsync(null, false, 10, default));
        Assert.Equal([new SavedEntry(before.Facts.Saved.Milliseconds + 2, before.Ordinal)], saved);
    }

    [StoreFact]
    public async Task Index_NoPostingsWhateverTheRowSays_WritesAllOfThem()
    {
        var id = await CreateAsync("""{"k":{"value":"old"},"same":{"value":"same"}}""");
        await ExecuteAsync("UPDATE samples SET indexed = 1");
        await SaveAsync(id, """{"k":{"value":"new"},"same":{"value":"same"}}""");
        await IndexAllAsync();
        Assert.Equal([id], await GatherAsync(Postings("""{"on":"meta","key":"same","eq":"same"}""")));
    }

    [StoreFact]
    public async Task Index_SampleThatFailsTwice_IsLeftInTheQueueUntilItIsSavedAgain()
    {
        var id = await CreateAsync("""{"k":{"value":"a"}}""");
        await ExecuteAsync("UPDATE sample_versions SET node_tree = '[{\"id\":'");
        var other = await CreateAsync("""{"k":{"value":"b"}}""");
        Assert.Equal(new IndexingResult(1, 1, 0), await Index.IndexAsync(500, default));
        Assert.Equal(new IndexingResult(0, 1, 0), await Index.IndexAsync(500, default));
        Assert.False((await Index.IndexAsync(500, default)).HasWorked);
        Assert.Equal(1, await Index.CountQueuedAsync(10, default));
        Assert.Equal([other], await GatherAsync(OnKey("")));

        await SaveAsync(id, """{"k":{"value":"c"}}""");
        await IndexAllAsync();
        Assert.Equal(0, await Index.CountQueuedAsync(10, default));
        Assert.Equal([id, other], await GatherAsync(OnKey("")));
    }

    [StoreFact]
    public async Task Index_WhileSamplesAreSaved_LosesNothing()
    {
        using var ended = new CancellationTokenSource();
        var ids = new List<SampleId>();
        for (var i = 0; i < 8; i++)
            ids.Add(await CreateAsync("""{"k":{"value":"v0"}}"""));
        var indexing = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
                await Index.IndexAsync(3, default);
        })));
        var versions = new int[ids.Count];
        await AtOnceAsync(ids.Count, async place =>
        {
            for (var i = 1; i <= 25; i++)
                await Samples.SaveVersionAsync(
                    new NewVersion(ids[place], Make.User("bob"), Content($$$"""{"k":{"value":"v{{{i}}}"}}"""), null, null, WriteId.New()), default);
            return 0;
        });
        await ended.CancelAsync();
        await indexing;
        await IndexAllAsync();
        Assert.Equal(0, await Index.CountQueuedAsync(10, default));
        Assert.Equal(ids, await GatherAsync(OnKey(",\"eq\":\"v25\"")));
        Assert.Equal(ids, await GatherAsync(OnKey(",\"prefix\":\"v\"")));
        for (var i = 0; i < 25; i++)
            Assert.Empty(await GatherAsync(OnKey($",\"eq\":\"v{i}\"")));
    }

    [StoreFact]
    public async Task WaitForSave_SavedBeforeOrMeanwhile_Ends()
    {
        await CreateAsync("""{"k":{"value":"a"}}""");
        await Index.WaitForSaveAsync(Timeout.InfiniteTimeSpan, default);
        var waiting = Index.WaitForSaveAsync(Timeout.InfiniteTimeSpan, default);
        Assert.False(waiting.IsCompleted);
        await CreateAsync("""{"k":{"value":"b"}}""");
        await waiting;
    }

    [StoreFact]
    public async Task Job_SavedSamples_AreIndexed()
    {
        using var job = new SearchIndexing(
            Index, Backfill, new SearchOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SearchIndexing>.Instance);
        await job.StartAsync(default);
        var id = await CreateAsync("""{"k":{"value":"a"}}""");
        await PostgreSql.PostgresTest.UntilAsync(async () => await Index.CountQueuedAsync(1, default) == 0);
        await job.StopAsync(default);
        Assert.Equal([id], await GatherAsync(OnKey("")));
    }
}
