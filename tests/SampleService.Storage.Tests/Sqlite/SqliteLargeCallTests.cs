using SampleService.Domain;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>Calls of a thousand operations, and small writes beside them.</summary>
public sealed class SqliteLargeCallTests : IAsyncLifetime
{
    private const int MaxOperations = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly SampleStore _samples;
    private readonly OperationStore _operations;

    public SqliteLargeCallTests()
    {
        _database = SqliteStores.Open(_folder);
        _samples = new SampleStore(_database);
        _operations = new OperationStore(_database);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(MaxOperations, 1)]
    [InlineData(1, MaxOperations)]
    public async Task Apply_LargeCallsAtOnce_SmallWriteWaitsForOneOfThemAtMost(int operations, int nodes)
    {
        var held = await HeldWriter.StartAsync(_database);
        var before = CreateAsync();
        var stored = new List<long>();
        var large = Enumerable.Range(0, 3).Select(_ => ApplyAsync(operations, nodes, () => stored.Add(CountStored()))).ToList();
        var between = CreateAsync();
        await held.ReleaseAsync();
        await Task.WhenAll([before, between, .. large]);

        Assert.Equal([1, operations + 2, (2 * operations) + 2], stored);
    }

    [Fact]
    public async Task Apply_SmallCallsAtOnce_ShareATransaction()
    {
        var held = await HeldWriter.StartAsync(_database);
        var first = CreateAsync();
        var stored = new List<long>();
        var calls = Enumerable.Range(0, 3).Select(_ => ApplyAsync(10, 1, () => stored.Add(CountStored()))).ToList();
        await held.ReleaseAsync();
        await Task.WhenAll([first, .. calls]);

        Assert.Equal([0, 0, 0], stored);
    }

    /// <summary>How many samples others see: those of transactions that have ended.</summary>
    private long CountStored() => _database.ReadAsync(
        static session => session.Prepare("SELECT count(*) FROM samples").ReadAll(static row => row.GetInt64(0)).Single(), default).AsTask().GetAwaiter().GetResult();

    private Task CreateAsync() => _samples.CreateAsync(Make.Sample("root"), default).AsTask();

    private Task ApplyAsync(int operations, int nodes, Action look) => _operations.ApplyAsync(
        new OperationCall
        {
            Operations = [.. Enumerable.Range(0, operations).Select(_ => Operate.New([.. Enumerable.Range(0, nodes).Select(node => $"n{node}")]))],
            Caller = Operate.Alice,
            WriteAnswer = _ =>
            {
                look();
                return default;
            },
        },
        Operate.Limits, default).AsTask();
}
