using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IGrainStateStore"/> does.</summary>
public abstract class GrainStateStoreSpecification : IAsyncLifetime
{
    private static readonly GrainStateKey Key = Of("w/1");

    private GrainStateDatabase _database = null!;

    private IGrainStateStore States => _database.States;

    private SteppedClock Clock { get; } = new();

    /// <inheritdoc/>
    public async Task InitializeAsync() => _database = await OpenAsync(Clock);

    /// <inheritdoc/>
    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [StoreFact]
    public async Task State_IsFoundAsItWasWritten_ByItsKeyAlone()
    {
        Assert.Null(await States.FindAsync(Key, default));
        Assert.Equal(1, await WriteAsync(Key, """{"b": "\u00b5 \ud800",  "a": 1.10}""", null));
        Assert.Equal("""{"b": "\u00b5 \ud800",  "a": 1.10} 1""", await ReadAsync(Key));
        Assert.Equal(2, await WriteAsync(Key, """{"a": 2}""", 1));
        Assert.Equal("""{"a": 2} 2""", await ReadAsync(Key));
        foreach (var other in (GrainStateKey[])
            [
                Of("w/2"), GrainStateKey.Of("service", "other-state", "w/1"), GrainStateKey.Of("other", "state", "w/1"),
                GrainStateKey.Of("service", "state", 0, null), GrainStateKey.Of("service", "state", Guid.Empty, null),
            ])
            Assert.Null(await States.FindAsync(other, default));
    }

    [StoreFact]
    public async Task Keys_OfEachKind_HaveRowsOfTheirOwn()
    {
        var guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        GrainStateKey[] keys =
        [
            Of("w/dad"), Of("w/0DAD"), Of("u/ß+ﬀ"), Of("dad/w"), GrainStateKey.Of("service", "state", 0xDAD, null),
            GrainStateKey.Of("service", "state", 0xDAD, "x"), GrainStateKey.Of("service", "state", -1, null),
            GrainStateKey.Of("service", "state", guid, null), GrainStateKey.Of("service", "state", guid, "1/root"),
        ];
        for (var i = 0; i < keys.Length; i++)
            Assert.Equal(1, await WriteAsync(keys[i], $"{i}", null));
        for (var i = 0; i < keys.Length; i++)
            Assert.Equal($"{i} 1", await ReadAsync(keys[i]));
    }

    [StoreTheory]
    [InlineData("dad")]
    [InlineData("0DAD")]
    [InlineData("7")]
    [InlineData("dad+x")]
    [InlineData("00112233445566778899aabbccddeeff")]
    public void Key_ThatReadsLikeANumber_IsRefused(string text) => Assert.Throws<ArgumentException>(() => Of(text));

    [StoreFact]
    public async Task Write_OnAVersionThatIsNotTheStoredOne_ChangesNothing()
    {
        Assert.Null(await WriteAsync(Key, "1", 1));
        Assert.Null(await States.ClearAsync(Key, 1, default));
        Assert.Null(await States.FindAsync(Key, default));
        await WriteAsync(Key, "1", null);
        await WriteAsync(Key, "2", 1);
        foreach (var seen in (int?[])[null, 1, 3])
            Assert.Null(await WriteAsync(Key, "9", seen));
        Assert.Null(await States.ClearAsync(Key, 1, default));
        Assert.Equal("2 2", await ReadAsync(Key));
    }

    [StoreFact]
    public async Task ClearedState_HasNoContent_AndItsVersionGoesOn()
    {
        await WriteAsync(Key, "1", null);
        Assert.Equal(2, await States.ClearAsync(Key, 1, default));
        Assert.Equal(new StoredGrainState(null, 2), await States.FindAsync(Key, default));
        Assert.Null(await WriteAsync(Key, "1", null));
        Assert.Equal(3, await WriteAsync(Key, "3", 2));
        Assert.Equal("3 3", await ReadAsync(Key));
    }

    [StoreFact]
    public async Task FirstWrites_AtOnce_OneIsMadeAndLeavesOneRow()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = Of($"w/{round}");
            var versions = await AtOnceAsync(12, i => WriteAsync(key, $"{i}", null));
            Assert.Equal([1], versions.Where(version => version is not null));
            Assert.Equal($"{Array.IndexOf(versions, 1)} 1", await ReadAsync(key));
        }

        Assert.Equal("10", await _database.AskAsync("SELECT CAST(count(*) AS text) FROM grain_states"));
    }

    [StoreFact]
    public async Task Writes_OfOneVersionAtOnce_OneIsMade()
    {
        await WriteAsync(Key, "0", null);
        var versions = await AtOnceAsync(12, async i => i == 0 ? await States.ClearAsync(Key, 1, default) : await WriteAsync(Key, $"{i}", 1));
        Assert.Equal([2], versions.Where(version => version is not null));
    }

    [StoreFact]
    public async Task State_IsReadWithSql_ByItsNameAndKey()
    {
        await WriteAsync(Key, """{"done": 12, "note": "so far"}""", null);
        Assert.Equal("so far", await _database.AskAsync(
            "SELECT state ->> 'note' FROM grain_states WHERE state_name = 'state' AND key_text = 'w/1'"));
        Assert.Equal($"{Clock.Now.Milliseconds}", await _database.AskAsync("SELECT CAST(modified_at AS text) FROM grain_states"));
    }

    [StoreFact]
    public async Task Content_ThatIsNoJson_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<ServiceException>(() => WriteAsync(Key, "{", null));
        Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
        Assert.Null(await States.FindAsync(Key, default));
    }

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<GrainStateDatabase> OpenAsync(TimeProvider clock);

    private static GrainStateKey Of(string text) => GrainStateKey.Of("service", "state", text);

    private static Task<int?[]> AtOnceAsync(int count, Func<int, Task<int?>> write) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => write(i))));

    private Task<int?> WriteAsync(GrainStateKey key, string json, int? seen) =>
        States.WriteAsync(key, Encoding.UTF8.GetBytes(json), seen, default).AsTask();

    private async Task<string> ReadAsync(GrainStateKey key)
    {
        var state = await States.FindAsync(key, default);
        return $"{Encoding.UTF8.GetString(state!.Json!.Value.Span)} {state.Version}";
    }
}
