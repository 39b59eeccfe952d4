namespace SampleService.Actors;

/// <summary>The lasting name of a grain class, unique in the host and free of white space.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute : Attribute
{
    public GrainTypeAttribute(string grainType) => GrainType = grainType;

    public string GrainType { get; }
}
