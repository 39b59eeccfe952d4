using System.Globalization;
using SampleService.Grains.Abstractions;
using SampleService.Storage.Sqlite;

namespace SampleService.Grains;

/// <summary>
/// Keeps the states of grains as JSON in a SQLite database, in the rows in which Orleans' own storage keeps them on PostgreSQL, and as
/// that does where it deletes what is cleared. Keys of grains are text.
/// </summary>
/// <param name="states">The database.</param>
public sealed class GrainStateStorage(GrainStateStore states) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await states.FindAsync(KeyOf(stateName, grainId), CancellationToken.None);
        var state = stored is null ? default : GrainStateJson.Deserialize<T>(stored.Json.Span);
        Fill(grainState, state ?? Activator.CreateInstance<T>(), stored?.Version);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = await states.WriteAsync(
            KeyOf(stateName, grainId), GrainStateJson.Serialize(grainState.State), VersionOf(grainState), CancellationToken.None);
        Fill(grainState, grainState.State, version ?? throw Inconsistent(stateName, grainState));
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (VersionOf(grainState) is { } seen && !await states.DeleteAsync(KeyOf(stateName, grainId), seen, CancellationToken.None))
            throw Inconsistent(stateName, grainState);
        Fill(grainState, Activator.CreateInstance<T>(), null);
    }

    private static GrainStateKey KeyOf(string stateName, GrainId id) => new(WireNames.ServiceId, stateName, id.Key.ToString()!);

    private static int? VersionOf<T>(IGrainState<T> state) =>
        state.ETag is { } etag ? int.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static void Fill<T>(IGrainState<T> grainState, T? state, int? version)
    {
        grainState.State = state;
        grainState.ETag = version?.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = version is not null;
    }

    private static InconsistentStateException Inconsistent<T>(string stateName, IGrainState<T> grainState) =>
        new($"Somebody else wrote the state {stateName} of the grain.", storedEtag: null, currentEtag: grainState.ETag);
}
