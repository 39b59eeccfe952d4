using System.Globalization;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// Keeps the states of grains as JSON in the database of the service, in the rows in which Orleans' own storage for
/// PostgreSQL keeps them. A state that was cleared leaves its version behind.
/// </summary>
/// <param name="states">The database.</param>
public sealed class GrainStateStorage(IGrainStateStore states) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await states.FindAsync(KeyOf(stateName, grainId), CancellationToken.None);
        var state = stored?.Json is { } json ? GrainStateJson.Deserialize<T>(json.Span) : default;
        Fill(grainState, state ?? Activator.CreateInstance<T>(), stored?.Version, stored?.Json is not null);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = await states.WriteAsync(
            KeyOf(stateName, grainId), GrainStateJson.Serialize(grainState.State), VersionOf(grainState), CancellationToken.None);
        Fill(grainState, grainState.State, version ?? throw Inconsistent(stateName, grainState), exists: true);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (VersionOf(grainState) is null)
            await ReadStateAsync(stateName, grainId, grainState);
        if (VersionOf(grainState) is not { } seen)
            return;
        var version = await states.ClearAsync(KeyOf(stateName, grainId), seen, CancellationToken.None);
        Fill(grainState, Activator.CreateInstance<T>(), version ?? throw Inconsistent(stateName, grainState), exists: false);
    }

    private static GrainStateKey KeyOf(string stateName, GrainId id) =>
        id.TryGetGuidKey(out var guid, out var extension) ? GrainStateKey.Of(WireNames.ServiceId, stateName, guid, extension)
        : id.TryGetIntegerKey(out var number, out extension) ? GrainStateKey.Of(WireNames.ServiceId, stateName, number, extension)
        : GrainStateKey.Of(WireNames.ServiceId, stateName, id.Key.ToString()!);

    private static int? VersionOf<T>(IGrainState<T> state) =>
        state.ETag is { } etag ? int.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static void Fill<T>(IGrainState<T> grainState, T? state, int? version, bool exists)
    {
        grainState.State = state;
        grainState.ETag = version?.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = exists;
    }

    private static InconsistentStateException Inconsistent<T>(string stateName, IGrainState<T> grainState) =>
        new($"Somebody else wrote the state {stateName} of the grain.", storedEtag: null, currentEtag: grainState.ETag);
}
