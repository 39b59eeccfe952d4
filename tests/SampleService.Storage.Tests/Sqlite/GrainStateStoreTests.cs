using System.Text;
using SampleService.Domain;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

public sealed class GrainStateStoreTests : IAsyncDisposable
{
    private static readonly GrainStateKey Key = Of("w/1");

    private readonly TemporaryFolder _folder = new();
    private readonly SteppedClock _clock = new();
    private readonly SqliteDatabase _database;

    public GrainStateStoreTests()
    {
        _database = SqliteStores.Open(_folder, _clock);
        States = new GrainStateStore(_database);
    }

    private GrainStateStore States { get; }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task State_IsFoundAsItWasWritten_ByItsKeyAlone()
    {
        Assert.Null(await States.FindAsync(Key, default));
        Assert.Equal(1, await WriteAsync(Key, """{"b": "\u00b5 \ud800",  "a": 1.10}""", null));
        Assert.Equal("""{"b": "\u00b5 \ud800",  "a": 1.10} 1""", await ReadAsync(Key));
        Assert.Equal(2, await WriteAsync(Key, """{"a": 2}""", 1));
        Assert.Equal("""{"a": 2} 2""", await ReadAsync(Key));
        foreach (var other in (GrainStateKey[])
            [
                Of("w/2"), new("service", "other-state", "w/1"), new("other", "state", "w/1"), Of(""),
            ])
            Assert.Null(await States.FindAsync(other, default));
    }

    [Fact]
    public async Task Keys_LikeNumbersWithPrefix_HaveRowsOfTheirOwn()
    {
        GrainStateKey[] keys = [Of("w/dad"), Of("w/0DAD"), Of("u/ß+ﬀ"), Of("dad/w")];
        for (var i = 0; i < keys.Length; i++)
            Assert.Equal(1, await WriteAsync(keys[i], $"{i}", null));
        for (var i = 0; i < keys.Length; i++)
            Assert.Equal($"{i} 1", await ReadAsync(keys[i]));
    }

    [Theory]
    [InlineData("dad")]
    [InlineData("0DAD")]
    [InlineData("7")]
    [InlineData("dad+x")]
    [InlineData("00112233445566778899aabbccddeeff")]
    public void Key_ThatReadsLikeANumber_IsRefused(string text) => Assert.Throws<ArgumentException>(() => Of(text));

    [Fact]
    public async Task Write_OnAVersionThatIsNotTheStoredOne_ChangesNothing()
    {
        Assert.Null(await WriteAsync(Key, "1", 1));
        Assert.False(await States.DeleteAsync(Key, 1, default));
        Assert.Null(await States.FindAsync(Key, default));
        await WriteAsync(Key, "1", null);
        await WriteAsync(Key, "2", 1);
        foreach (var seen in (int?[])[null, 1, 3])
            Assert.Null(await WriteAsync(Key, "9", seen));
        Assert.False(await States.DeleteAsync(Key, 1, default));
        Assert.Equal("2 2", await ReadAsync(Key));
    }

    [Fact]
    public async Task Delete_OfTheVersionSeen_LeavesNoRow()
    {
        await WriteAsync(Key, "1", null);
        Assert.True(await States.DeleteAsync(Key, 1, default));
        Assert.Null(await States.FindAsync(Key, default));
        Assert.Null(await WriteAsync(Key, "2", 1));
        Assert.Equal("0", await AskAsync("SELECT CAST(count(*) AS text) FROM grain_states"));
    }

    [Fact]
    public async Task FirstWrites_AtOnce_OneIsMadeAndLeavesOneRow()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = Of($"w/{round}");
            var versions = await AtOnceAsync(12, i => WriteAsync(key, $"{i}", null));
            Assert.Equal([1], versions.Where(version => version is not null));
            Assert.Equal($"{Array.IndexOf(versions, 1)} 1", await ReadAsync(key));
        }

        Assert.Equal("10", await AskAsync("SELECT CAST(count(*) AS text) FROM grain_states"));
    }

    [Fact]
    public async Task Writes_OfOneVersionAtOnce_OneIsMade()
    {
        await WriteAsync(Key, "0", null);
        var versions = await AtOnceAsync(12, i => WriteAsync(Key, $"{i}", 1));
        Assert.Equal([2], versions.Where(version => version is not null));
    }

    [Fact]
    public async Task State_IsReadWithSql_ByItsNameAndKey()
    {
        await WriteAsync(Key, """{"done": 12, "note": "so far"}""", null);
        Assert.Equal("so far", await AskAsync(
            "SELECT state ->> 'note' FROM grain_states WHERE state_name = 'state' AND key_text = 'w/1'"));
        Assert.Equal($"{_clock.Now.Milliseconds}", await AskAsync("SELECT CAST(modified_at AS text) FROM grain_states"));
    }

    [Fact]
    public async Task Content_ThatIsNoJson_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<ServiceException>(() => WriteAsync(Key, "{", null));
        Assert.Equal(ErrorKind.StorageFailure, exception.Kind);
        Assert.Null(await States.FindAsync(Key, default));
    }

    private static GrainStateKey Of(string text) => new("service", "state", text);

    private static Task<int?[]> AtOnceAsync(int count, Func<int, Task<int?>> write) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => write(i))));

    private Task<int?> WriteAsync(GrainStateKey key, string json, int? seen) =>
        States.WriteAsync(key, Encoding.UTF8.GetBytes(json), seen, default).AsTask();

    private async Task<string> ReadAsync(GrainStateKey key)
    {
        var state = await States.FindAsync(key, default);
        return $"{Encoding.UTF8.GetString(state!.Json.Span)} {state.Version}";
    }

    private ValueTask<string?> AskAsync(string sql) =>
        _database.ReadAsync(session => session.Prepare(sql).ReadString(), default);
}
