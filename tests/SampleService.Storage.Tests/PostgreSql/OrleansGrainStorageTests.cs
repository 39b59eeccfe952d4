using System.Text;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>What grain storage of a silo relies on.</summary>
[NeedsPostgres]
public sealed class OrleansGrainStorageTests : IAsyncLifetime
{
    private OrleansQueries _queries = null!;

    public async Task InitializeAsync() => _queries = await OrleansQueries.OfFreshDatabaseAsync();

    public async Task DisposeAsync() => await _queries.DisposeAsync();

    [StoreFact]
    public async Task Write_SeveralKeys_EachIsReadByItsKeyAlone()
    {
        Assert.Empty(await _queries.AskAsync("ReadFromStorageKey", Key("w/1")));
        Assert.Equal(1, await WriteAsync("w/1", null, """{"a": 1}"""));
        var row = Assert.Single(await _queries.AskAsync("ReadFromStorageKey", Key("w/1")));
        Assert.Equal("""{"a": 1}""", Encoding.UTF8.GetString((byte[])row["PayloadBinary"]));
        Assert.Equal(1, row["Version"]);
        Assert.Empty(await _queries.AskAsync("ReadFromStorageKey", Key("w/2")));
        Assert.Empty(await _queries.AskAsync("ReadFromStorageKey", Key(null)));
    }

    [StoreFact]
    public async Task Write_KeyWithoutText_HasOneRow()
    {
        Assert.Equal(1, await WriteAsync(null, null, "1"));
        Assert.Null(await WriteAsync(null, null, "2"));
        Assert.Single(await _queries.AskAsync("ReadFromStorageKey", Key(null)));
    }

    [StoreFact]
    public async Task Write_ManyFirstAtOnce_OneGetsAVersionAndLeavesTheOnlyRow()
    {
        for (var round = 0; round < 10; round++)
        {
            var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => WriteAsync($"w/{round}", null, $"{i}")));
            Assert.Equal([1], versions.Where(version => version is not null));
        }

        Assert.Equal(10, await _queries.ScalarAsync<long>("SELECT count(*) FROM grain_states"));
    }

    [StoreFact]
    public async Task Write_ManyOnOneVersion_OneGetsTheNext()
    {
        await WriteAsync("w/1", null, "0");
        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => WriteAsync("w/1", 1, $"{i}")));
        Assert.Equal([2], versions.Where(version => version is not null));
    }

    [StoreFact]
    public async Task Clear_State_KeepsItsVersionUnlikeDelete()
    {
        await WriteAsync("w/1", null, "0");
        Assert.Null(await ChangeAsync("ClearStorageKey", "w/1", 7));
        Assert.Equal(2, await ChangeAsync("ClearStorageKey", "w/1", 1));
        var row = Assert.Single(await _queries.AskAsync("ReadFromStorageKey", Key("w/1")));
        Assert.Equal((DBNull.Value, 2), (row["PayloadBinary"], row["Version"]));
        Assert.Null(await WriteAsync("w/1", null, "1"));

        Assert.Null(await ChangeAsync("DeleteStorageKey", "w/1", 1));
        Assert.Equal(3, await ChangeAsync("DeleteStorageKey", "w/1", 2));
        Assert.Empty(await _queries.AskAsync("ReadFromStorageKey", Key("w/1")));
    }

    [StoreFact]
    public async Task Read_WithSql_FindsTheState()
    {
        await WriteAsync("w/1", null, """{"done": 12, "note": "µ"}""");
        Assert.Equal("12 µ", await _queries.ScalarAsync<string>(
            "SELECT concat(state ->> 'done', ' ', state ->> 'note') FROM grain_states WHERE state_name = 'job' AND key_text = 'w/1'"));
    }

    private static (string Name, object? Value)[] Key(string? text) =>
        [
            ("GrainIdHash", 1), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", 2), ("GrainTypeString", "job"),
            ("GrainIdExtensionString", text), ("ServiceId", "s"),
        ];

    private Task<int?> WriteAsync(string? text, int? version, string json) =>
        ChangeAsync("WriteToStorageKey", text, version, ("PayloadBinary", Encoding.UTF8.GetBytes(json)));

    private async Task<int?> ChangeAsync(string key, string? text, int? version, params (string, object?)[] more)
    {
        var rows = await _queries.AskAsync(key, [.. Key(text), ("GrainStateVersion", version), .. more]);
        return (int?)rows.SingleOrDefault()?["NewGrainStateVersion"];
    }
}
