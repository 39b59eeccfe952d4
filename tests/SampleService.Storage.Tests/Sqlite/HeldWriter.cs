using SampleService.Storage.Sqlite;

namespace SampleService.Storage.Tests.Sqlite;

/// <summary>Keeps the writer busy, so that the writes queued meanwhile become one group.</summary>
internal sealed class HeldWriter
{
    private readonly ManualResetEventSlim _go = new();
    private readonly Task<bool> _holding;

    private HeldWriter(SqliteDatabase database, TaskCompletionSource started) =>
        _holding = database.WriteAsync(
            _ =>
            {
                started.SetResult();
                _go.Wait();
                return true;
            },
            default).AsTask();

    public static async Task<HeldWriter> StartAsync(SqliteDatabase database)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new HeldWriter(database, started);
        await started.Task;
        return held;
    }

    public async Task ReleaseAsync()
    {
        _go.Set();
        await _holding;
        _go.Dispose();
    }
}
