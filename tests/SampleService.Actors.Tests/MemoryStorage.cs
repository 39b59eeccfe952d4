using System.Collections.Concurrent;
using SampleService.Actors.Tests.Grains;

namespace SampleService.Actors.Tests;

/// <summary>Keeps numbers, and fails or waits where the board tells.</summary>
internal sealed class MemoryStorage(Board board) : IGrainStorage
{
    internal ConcurrentDictionary<string, (int? Number, int Version)> Rows { get; } = new();

    /// <summary>What the next operations throw.</summary>
    internal Exception? Failure { get; set; }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await BeginAsync("read", stateName, grainId);
        var row = Rows.GetValueOrDefault(Key(stateName, grainId));
        grainState.State = (T)(object)new Counter { Number = row.Number ?? 0 };
        grainState.ETag = row.Version == 0 ? null : $"{row.Version}";
        grainState.RecordExists = row.Number is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await BeginAsync("write", stateName, grainId);
        Replace(stateName, grainId, grainState, ((Counter)(object)grainState.State!).Number);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await BeginAsync("clear", stateName, grainId);
        Replace(stateName, grainId, grainState, null);
        grainState.State = (T)(object)new Counter();
        grainState.RecordExists = false;
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName} of {grainId}";

    private async Task BeginAsync(string operation, string stateName, GrainId grainId)
    {
        board.Write($"{operation} {Key(stateName, grainId)}");
        if (grainId.Key.StartsWith("slow", StringComparison.Ordinal))
            await board.Gate($"{operation} {grainId.Key}");
        await Task.Yield();
        if (Failure is { } failure)
            throw failure;
    }

    private void Replace<T>(string stateName, GrainId grainId, IGrainState<T> grainState, int? number)
    {
        var stored = Rows.GetValueOrDefault(Key(stateName, grainId)).Version;
        if ((stored == 0 ? null : $"{stored}") != grainState.ETag)
            throw new InconsistentStateException("changed", $"{stored}", grainState.ETag);
        Rows[Key(stateName, grainId)] = (number, stored + 1);
        grainState.ETag = $"{stored + 1}";
    }
}
