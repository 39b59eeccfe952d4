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
        Task between = Task.CompletedTask;
        // What has been answered when the writer is at a call.
        var seen = new List<(bool Before, bool Between)>();
        var large = Enumerable.Range(0, 3).Select(_ => ApplyAsync(operations, nodes, () => seen.Add((before.IsCompleted, between.IsCompleted)))).ToList();
        between = CreateAsync();
        await held.ReleaseAsync();
        await Task.WhenAll([before, between, .. large]);

        Assert.Equal([(true, false), (true, true), (true, true)], seen);
    }

    [Fact]
    public async Task Apply_SmallCallsAtOnce_ShareATransaction()
    {
        var held = await HeldWriter.StartAsync(_database);
        var first = CreateAsync();
        var isAnswered = new List<bool>();
        var calls = Enumerable.Range(0, 3).Select(_ => ApplyAsync(10, 1, () => isAnswered.Add(first.IsCompleted))).ToList();
        await held.ReleaseAsync();
        await Task.WhenAll(calls);

        Assert.Equal([false, false, false], isAnswered);
    }

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
