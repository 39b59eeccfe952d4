using System.Collections.Concurrent;
using System.Diagnostics;
using SampleService.Storage.Batching;

namespace SampleService.Storage.Tests.Batching;

public sealed class RequestBatcherTests
{
    private readonly ConcurrentQueue<SentBatch> _sent = [];

    [Fact]
    public async Task Send_NothingUnderWay_GoesAtOnceAndAlone()
    {
        var batcher = Batcher(1);
        var response = batcher.SendAsync(7, default);
        Assert.Equal([7], Assert.Single(_sent).Requests);
        _sent.Single().Answer();
        Assert.Equal("7", await response);
    }

    [Fact]
    public async Task Send_BatchesUnderWay_GathersInOrder()
    {
        var batcher = Batcher(2);
        var responses = Enumerable.Range(1, 6).Select(i => batcher.SendAsync(i, default)).ToArray();
        Assert.Equal(["1", "2"], _sent.Select(batch => batch.ToString()));

        _sent.First().Answer();
        await UntilSentAsync(3);
        Assert.Equal([3, 4, 5, 6], _sent.Last().Requests);
        foreach (var batch in _sent.Skip(1))
            batch.Answer();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], await Task.WhenAll(responses));
    }

    [Fact]
    public async Task Send_ManyAtOnce_NeverMoreBatchesThanAllowed()
    {
        var (underWay, most, requests) = (0, 0, 0);
        var batcher = new RequestBatcher<int, string>(3, async batch =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref underWay));
            Interlocked.Add(ref requests, batch.Count);
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            foreach (var pending in batch)
                pending.SetResult($"{pending.Request}");
        })
        { MaxBatchSize = 5 };
        var responses = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Task.Run(() => batcher.SendAsync(i, default))));
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i}"), responses);
        Assert.Equal(2000, requests);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Send_BatchIsFull_RestGoesWithTheNext()
    {
        var batcher = new RequestBatcher<int, string>(1, Send) { MaxBatchSize = 3, MaxBatchWeight = 10, Weigh = request => request };
        var responses = new[] { 1, 2, 2, 2, 2, 9, 9, 9 }.Select(i => batcher.SendAsync(i, default)).ToArray();
        for (var i = 0; i < 4; i++)
        {
            await UntilSentAsync(i + 1);
            _sent.ElementAt(i).Answer();
        }

        await Task.WhenAll(responses);
        Assert.Equal(["1", "2 2 2", "2 9", "9 9"], _sent.Select(batch => batch.ToString()));
    }

    [Fact]
    public async Task Send_CancelledWhileItWaits_IsDroppedAlone()
    {
        using var cancellation = new CancellationTokenSource();
        var batcher = Batcher(1);
        var first = batcher.SendAsync(1, cancellation.Token);
        var dropped = batcher.SendAsync(2, cancellation.Token);
        var kept = batcher.SendAsync(3, default);
        await cancellation.CancelAsync();
        _sent.Single().Answer();
        await UntilSentAsync(2);
        _sent.Last().Answer();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped);
        Assert.Equal(("1", "3"), (await first, await kept));
        Assert.Equal([3], _sent.Last().Requests);
    }

    [Fact]
    public async Task Send_WaitsTooLong_FailsUnsent()
    {
        var clock = new SteppedClock();
        var batcher = new RequestBatcher<int, string>(1, Send) { MaxWait = TimeSpan.FromSeconds(1), Clock = clock };
        var first = batcher.SendAsync(1, default);
        var late = batcher.SendAsync(2, default);
        clock.Step(TimeSpan.FromSeconds(1));
        _sent.Single().Answer();
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Equal("1", await first);
        Assert.Single(_sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_BatchFails_ThoseUnansweredFailAndTheNextBatchGoes(bool atOnce)
    {
        var fails = true;
        var go = new TaskCompletionSource();
        var batcher = new RequestBatcher<int, string>(1, batch =>
        {
            batch[0].SetResult("answered");
            return !fails ? Task.CompletedTask : atOnce ? throw new FormatException() : FailAsync();
        });
        Assert.Equal("answered", await batcher.SendAsync(1, default));
        if (!atOnce)
        {
            var (second, third) = (batcher.SendAsync(2, default), batcher.SendAsync(3, default));
            go.SetResult();
            Assert.Equal("answered", await second);
            await Assert.ThrowsAsync<FormatException>(() => third);
        }

        fails = false;
        Assert.Equal("answered", await batcher.SendAsync(4, default));

        async Task FailAsync()
        {
            await go.Task;
            throw new FormatException();
        }
    }

    [Fact]
    public async Task Send_BatchLeavesARequestOut_ThatOneFails()
    {
        var batcher = new RequestBatcher<int, string>(1, _ => Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => batcher.SendAsync(1, default));
    }

    [Fact]
    public async Task Send_LaterBatch_RunsInNoTraceOfACaller()
    {
        var traces = new ConcurrentQueue<string?>();
        var batcher = new RequestBatcher<int, string>(1, async batch =>
        {
            traces.Enqueue(Activity.Current?.OperationName);
            await Send(batch);
        });
        using var activity = new Activity("caller").Start();
        var responses = new[] { batcher.SendAsync(1, default), batcher.SendAsync(2, default) };
        Assert.Same(activity, Activity.Current);
        _sent.Single().Answer();
        await UntilSentAsync(2);
        _sent.Last().Answer();
        await Task.WhenAll(responses);
        Assert.Equal(["caller", null], traces);
    }

    [Fact]
    public async Task Answer_KeysOfOneBatch_AreLookedUpOnceEach()
    {
        var loads = new ConcurrentQueue<int[]>();
        var held = new TaskCompletionSource();
        var batcher = new RequestBatcher<int, string?>(1, batch => batch.AnswerAsync(
            async keys =>
            {
                loads.Enqueue([.. keys]);
                await held.Task;
                return keys.Where(key => key < 9).ToDictionary(key => key, key => (string?)$"<{key}>");
            }));
        var responses = new[] { 0, 1, 2, 1, 9 }.Select(key => batcher.SendAsync(key, default)).ToArray();
        held.SetResult();
        Assert.Equal(["<0>", "<1>", "<2>", "<1>", "none"], (await Task.WhenAll(responses)).Select(response => response ?? "none"));
        Assert.Equal(["0", "1 2 9"], loads.Select(keys => string.Join(' ', keys)));
    }

    private RequestBatcher<int, string> Batcher(int maxConcurrentBatches) => new(maxConcurrentBatches, Send);

    private Task Send(IReadOnlyList<PendingRequest<int, string>> pending)
    {
        var batch = new SentBatch(pending);
        _sent.Enqueue(batch);
        return batch.Answered;
    }

    private async Task UntilSentAsync(int batches)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_sent.Count < batches)
            await Task.Delay(1, limit.Token);
    }

    /// <summary>A clock that a test moves.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Step(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

        public override long GetTimestamp() => Volatile.Read(ref _now);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            if (Interlocked.CompareExchange(ref most, value, seen) == seen)
                return;
    }

    /// <summary>A batch that is under way until it is answered.</summary>
    private sealed class SentBatch(IReadOnlyList<PendingRequest<int, string>> pending)
    {
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IEnumerable<int> Requests => pending.Select(request => request.Request);

        public Task Answered => _answered.Task;

        public void Answer()
        {
            foreach (var request in pending)
                request.SetResult($"{request.Request}");
            _answered.SetResult();
        }

        public override string ToString() => string.Join(' ', Requests);
    }
}
