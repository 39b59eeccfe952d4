namespace SampleService.Actors;

/// <summary>A state on its way between a grain and its storage.</summary>
/// <typeparam name="T">The type of the state.</typeparam>
public interface IGrainState<T>
{
    T? State { get; set; }

    /// <summary>The version of the stored state; null if there is none.</summary>
    string? ETag { get; set; }

    /// <summary>Whether a state is stored, and not cleared.</summary>
    bool RecordExists { get; set; }
}
