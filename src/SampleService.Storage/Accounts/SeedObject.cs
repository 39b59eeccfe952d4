namespace SampleService.Storage;

/// <summary>An object that a stand-alone deployment begins with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its first version, <c>Module.Type-major.minor</c>.</param>
public sealed record SeedObject(string Name, string Type);
