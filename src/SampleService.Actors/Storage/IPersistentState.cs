namespace SampleService.Actors;

/// <summary>
/// A state that a grain keeps beyond its activations, given to its constructor by <see cref="PersistentStateAttribute"/>.
/// It is read before <c>OnActivateAsync</c>. Used from turns of the grain only; <see cref="InvalidOperationException"/>
/// elsewhere. Operations run one after the other, in the order in which they were asked for.
/// </summary>
/// <remarks>
/// What the storage throws surfaces as <see cref="OrleansException"/> with the cause inside, unless it is one already.
/// <see cref="InconsistentStateException"/> tells that the state is not the stored one any more.
/// </remarks>
/// <typeparam name="TState">The type of the state, which has a constructor without parameters.</typeparam>
public interface IPersistentState<TState>
{
    /// <summary>The state in memory; a new one if nothing is stored.</summary>
    TState State { get; set; }

    /// <summary>The version that was read or written last; null if nothing is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether a state was stored, and not cleared since. <see cref="InvalidOperationException"/> before it was read.</summary>
    bool RecordExists { get; }

    /// <summary>Replaces the state in memory by the stored one.</summary>
    Task ReadStateAsync();

    /// <summary>Stores the state in memory if the stored version is still <see cref="Etag"/>.</summary>
    Task WriteStateAsync();

    /// <summary>Removes the stored state if its version is still <see cref="Etag"/>; in memory there is a new one then.</summary>
    Task ClearStateAsync();
}
