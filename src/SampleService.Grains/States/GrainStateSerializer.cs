namespace SampleService.Grains;

/// <summary>Gives Orleans' storages of states the form that <see cref="GrainStateStorage"/> has, so that a database can move.</summary>
public sealed class GrainStateSerializer : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(GrainStateJson.Serialize(input));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input) => GrainStateJson.Deserialize<T>(input.ToMemory().Span);
}
