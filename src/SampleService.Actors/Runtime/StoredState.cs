namespace SampleService.Actors.Runtime;

/// <summary>A state of an activation, whatever its type.</summary>
internal abstract class StoredState
{
    internal abstract Task ReadAsync();
}
