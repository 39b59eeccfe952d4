namespace SampleService.Actors;

/// <summary>
/// Where grains keep their states. Registered as a service; under a name (a key) for states that name their storage.
/// Called within the turn of the grain, where its task has to end as well.
/// </summary>
public interface IGrainStorage
{
    /// <summary>Fills in the stored state; a new one, without version, if there is none.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Stores the state on condition of its version, and fills in the new one.</summary>
    /// <exception cref="InconsistentStateException">The stored version is another, or appeared meanwhile; nothing was changed.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes the stored state on condition of its version, and fills in a new state.</summary>
    /// <exception cref="InconsistentStateException">The stored version is another; nothing was changed.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
