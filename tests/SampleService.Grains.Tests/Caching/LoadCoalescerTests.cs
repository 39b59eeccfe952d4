using System.Collections.Concurrent;

namespace SampleService.Grains.Tests;

/// <summary>Readers of one thing share loads of it, and none is given what was loaded before it came.</summary>
public sealed class LoadCoalescerTests
{
    private readonly ConcurrentQueue<Load> _loads = new();
    private readonly LoadCoalescer<string, int> _coalescer;

    public LoadCoalescerTests() => _coalescer = new LoadCoalescer<string, int>((_, cancellation) =>
    {
        var load = new Load(cancellation);
        _loads.Enqueue(load);
        return load.Result.Task;
    });

    [Fact]
    public async Task Get_WhileALoadRuns_SharesTheNext()
    {
        var first = Get();
        Task<int>[] later = [Get(), Get(), Get()];
        Assert.Single(_loads);
        _loads.First().Result.SetResult(1);
        Assert.Equal(1, await first);
        (await NextAsync(2)).Result.SetResult(2);
        Assert.All(await Task.WhenAll(later), read => Assert.Equal(2, read));
        Assert.Equal(2, _loads.Count);
    }

    [Fact]
    public async Task Get_AfterAllLoadsEnded_LoadsAnew()
    {
        for (var round = 1; round < 4; round++)
        {
            var reader = Get();
            (await NextAsync(round)).Result.SetResult(round);
            Assert.Equal(round, await reader);
        }
    }

    [Fact]
    public async Task Get_OtherKey_SharesNothing()
    {
        var one = Get();
        var other = _coalescer.GetAsync("other", CancellationToken.None);
        Assert.Equal(2, _loads.Count);
        _loads.Last().Result.SetResult(2);
        Assert.Equal(2, await other);
        _loads.First().Result.SetResult(1);
        Assert.Equal(1, await one);
    }

    [Fact]
    public async Task Get_LoadFails_FailsItsReadersOnly()
    {
        var first = Get();
        var second = Get();
        var third = Get();
        _loads.First().Result.SetException(new IOException("lost"));
        await Assert.ThrowsAsync<IOException>(() => first);
        (await NextAsync(2)).Result.SetResult(2);
        Assert.Equal((2, 2), (await second, await third));
    }

    [Fact]
    public async Task Get_AllReadersGone_CancelsTheLoad()
    {
        using var caller = new CancellationTokenSource();
        var reader = Get(caller.Token);
        Assert.False(_loads.First().Cancellation.IsCancellationRequested);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
        Assert.True(_loads.First().Cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task Get_OneOfTwoReadersGone_KeepsTheLoad()
    {
        using var caller = new CancellationTokenSource();
        var first = Get();
        var gone = Get(caller.Token);
        var remaining = Get();
        _loads.First().Result.SetResult(1);
        await first;
        var load = await NextAsync(2);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.False(load.Cancellation.IsCancellationRequested);
        load.Result.SetResult(2);
        Assert.Equal(2, await remaining);
    }

    [Fact]
    public async Task Get_AfterACancelledLoad_LoadsAnew()
    {
        using var caller = new CancellationTokenSource();
        var gone = Get(caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        var later = Get();
        _loads.First().Result.SetCanceled(_loads.First().Cancellation);
        (await NextAsync(2)).Result.SetResult(2);
        Assert.Equal(2, await later);
    }

    [Fact]
    public async Task Get_AfterAllReadersOfTheNextLoadAreGone_IsNotCancelledWithThem()
    {
        using var caller = new CancellationTokenSource();
        var first = Get();
        var gone = Get(caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        var later = Get();
        _loads.First().Result.SetResult(1);
        Assert.Equal(1, await first);
        var load = await NextAsync(2);
        Assert.False(load.Cancellation.IsCancellationRequested);
        load.Result.SetResult(2);
        Assert.Equal(2, await later);
        Assert.Equal(2, _loads.Count);
    }

    [Fact]
    public async Task Get_ManyReadersComeAndGo_NoneIsGivenAnOlderState()
    {
        var state = 0;
        var coalescer = new LoadCoalescer<int, int>(async (_, cancellation) =>
        {
            var read = Volatile.Read(ref state);
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            return read;
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                using var caller = new CancellationTokenSource();
                var before = Interlocked.Increment(ref state);
                var read = coalescer.GetAsync(reader % 2, caller.Token);
                var isGone = (i + reader) % 3 == 0;
                if (isGone)
                    await caller.CancelAsync();
                try
                {
                    Assert.InRange(await read, before, Volatile.Read(ref state));
                }
                catch (OperationCanceledException) when (isGone)
                {
                    Assert.True(read.IsCanceled);
                }
            }
        })));
    }

    private Task<int> Get(CancellationToken cancellation = default) => _coalescer.GetAsync("key", cancellation);

    private async Task<Load> NextAsync(int number)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_loads.Count < number)
            await Task.Delay(1, limit.Token);
        return _loads.ElementAt(number - 1);
    }

    private sealed record Load(CancellationToken Cancellation)
    {
        public TaskCompletionSource<int> Result { get; } = new();
    }
}
