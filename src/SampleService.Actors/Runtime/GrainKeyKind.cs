namespace SampleService.Actors.Runtime;

/// <summary>The kind of a grain's key.</summary>
internal enum GrainKeyKind : byte
{
    Guid,
    String,
    Integer,
    GuidCompound,
}
