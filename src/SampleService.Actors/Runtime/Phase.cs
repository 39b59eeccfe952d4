namespace SampleService.Actors.Runtime;

/// <summary>Where an activation is in its life.</summary>
internal enum Phase : byte
{
    New,
    Activating,
    Active,
    Deactivating,
    Ended,
}
