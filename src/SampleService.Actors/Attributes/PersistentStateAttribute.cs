namespace SampleService.Actors;

/// <summary>
/// Gives a parameter of a grain's constructor, an <see cref="IPersistentState{TState}"/>, the state of this name.
/// </summary>
/// <param name="stateName">The name of the state, unique in the service and not empty.</param>
/// <param name="storageName">The name under which its <see cref="IGrainStorage"/> is registered; null for the one without.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}
