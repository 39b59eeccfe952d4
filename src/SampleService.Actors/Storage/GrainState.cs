namespace SampleService.Actors;

/// <summary>A state, its version, and whether it is stored: a plain holder.</summary>
/// <typeparam name="T">The type of the state.</typeparam>
public sealed class GrainState<T> : IGrainState<T>
{
    public GrainState()
    {
    }

    public GrainState(T? state)
        : this(state, null)
    {
    }

    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    public T? State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
