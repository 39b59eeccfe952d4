using Microsoft.Extensions.DependencyInjection;
using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>States that grains keep.</summary>
public sealed class StateTests : IAsyncDisposable
{
    private readonly TestHost _host;
    private readonly MemoryStorage _storage;
    private readonly MemoryStorage _named;

    public StateTests()
    {
        _host = new TestHost(services: services => services
            .AddSingleton<IGrainStorage, MemoryStorage>()
            .AddKeyedSingleton<IGrainStorage>("name", (provider, _) => new MemoryStorage(provider.GetRequiredService<Board>())));
        _storage = (MemoryStorage)_host.Services.GetRequiredService<IGrainStorage>();
        _named = (MemoryStorage)_host.Services.GetRequiredKeyedService<IGrainStorage>("name");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task State_IsReadFromItsStorage_BeforeTheGrainIsActivated()
    {
        _storage.Rows["counter of counter/a"] = (7, 3);
        _named.Rows["named of counter/a"] = (8, 1);
        Assert.Equal("7 True 3", await Counter("a").Look());
        Assert.Equal("activated with 7 True and 8", _host.Board.Lines[^1]);
    }

    [Fact]
    public async Task State_ThatIsNotStored_IsNewAndHasNoVersion()
    {
        Assert.Equal("0 False none", await Counter("a").Look());
        Assert.Empty(_storage.Rows);
    }

    [Fact]
    public async Task State_OnceWritten_IsThereForTheNextActivation_AndGoneOnceCleared()
    {
        Assert.Equal(5, await Counter("a").Add(5));
        Assert.Equal("5 True 1", await Counter("a").Look());
        await EndAsync("a");
        Assert.Equal("5 True 1", await Counter("a").Look());
        await Counter("a").Clear();
        Assert.Equal("0 False 2", await Counter("a").Look());
        await EndAsync("a");
        Assert.Equal("0 False 2", await Counter("a").Look());
        Assert.Equal(1, await Counter("a").Add(1));
    }

    [Fact]
    public async Task FailedRead_FailsTheActivation_Wrapped_AndTheNextCallTriesAnew()
    {
        _storage.Failure = new IOException("disk");
        var exception = await Assert.ThrowsAsync<OrleansException>(() => Counter("a").Look());
        Assert.Same(_storage.Failure, exception.InnerException);
        _storage.Failure = null;
        Assert.Equal("0 False none", await Counter("a").Look());
    }

    [Fact]
    public async Task FailedWrite_SurfacesWrapped_AndTheActivationGoesOn()
    {
        await Counter("a").Add(1);
        _storage.Failure = new IOException("disk");
        var exception = await Assert.ThrowsAsync<OrleansException>(() => Counter("a").Add(1));
        Assert.Same(_storage.Failure, exception.InnerException);
        _storage.Failure = null;
        Assert.Equal("2 True 1", await Counter("a").Look());
        Assert.Equal(3, await Counter("a").Add(1));
    }

    [Fact]
    public async Task FailureOfTheHost_SurfacesAsItIs()
    {
        _storage.Failure = new OrleansMessageRejectionException("busy");
        Assert.Same(_storage.Failure, await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => Counter("a").Look()));
    }

    [Fact]
    public async Task InconsistentState_SurfacesAsItIs_AndTheNextCallFindsWhatIsStored()
    {
        await Counter("a").Add(1);
        _storage.Rows["counter of counter/a"] = (10, 2);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Counter("a").Add(1));
        Assert.Equal(11, await Counter("a").Add(1));
        Assert.Contains("a ends: ApplicationError", _host.Board.Lines);
    }

    [Fact]
    public async Task InconsistentState_ThatTheGrainCaught_DoesNotEndIt()
    {
        await Counter("a").Add(1);
        _storage.Rows["counter of counter/a"] = (10, 2);
        Assert.False(await Counter("a").TryAdd(1));
        Assert.Equal("2 True 1", await Counter("a").Look());
        await Counter("a").Reread();
        Assert.Equal("10 True 2", await Counter("a").Look());
    }

    [Fact]
    public async Task InconsistentState_EndsTheGrainItIsOf_NotThoseItPassesThrough()
    {
        await Counter("a").Add(1);
        _storage.Rows["counter of counter/a"] = (10, 2);
        await Counter("b").Look();
        await Assert.ThrowsAsync<InconsistentStateException>(() => Counter("b").AddAt("a", 1));
        await _host.Board.Seen("a ends: ApplicationError");
        await Counter("b").Look();
        Assert.DoesNotContain("b ends: ApplicationError", _host.Board.Lines);
    }

    [Fact]
    public async Task InconsistentState_InATimer_EndsTheGrainToo()
    {
        await Counter("a").Add(1);
        await Counter("a").AddOnTick(1);
        _storage.Rows["counter of counter/a"] = (10, 2);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        await _host.Board.Seen("a ends: ApplicationError");
        Assert.Equal("10 True 2", await Counter("a").Look());
    }

    [Fact]
    public async Task Writes_OfTurnsThatInterleave_GoOneAfterTheOther()
    {
        _host.Board.Open("read slow");
        var writes = Enumerable.Range(0, 5).Select(_ => Counter("slow").AddInterleaving(1)).ToArray();
        await _host.Board.Seen("write counter of counter/slow");
        _host.Board.Open("write slow");
        await Task.WhenAll(writes);
        Assert.Equal((5, 5), _storage.Rows["counter of counter/slow"]);
    }

    [Fact]
    public async Task State_OutsideOfATurn_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Counter("a").UseOutsideOfTheTurn());

    [Fact]
    public async Task State_InAStorageThatIsNotRegistered_FailsTheCalls()
    {
        await using var host = new TestHost(services: services => services.AddSingleton<IGrainStorage, MemoryStorage>());
        await Assert.ThrowsAsync<BadProviderConfigException>(() => host.Grains.GetGrain<ICounterGrain>("a").Look());
    }

    private ICounterGrain Counter(string key) => _host.Grains.GetGrain<ICounterGrain>(key);

    /// <summary>Lets the collector end an activation.</summary>
    private async Task EndAsync(string key)
    {
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        _host.Time.Advance(TimeSpan.FromMinutes(16));
        await _host.Board.Seen($"{key} ends: ActivationIdle");
    }
}
