using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>An object in a workspace.</summary>
/// <param name="Newest">Its newest version.</param>
/// <param name="Name">Its name, unique within the workspace.</param>
/// <param name="Type">The type of the newest version, <c>Module.Type-major.minor</c>.</param>
/// <param name="Saved">When the newest version was made.</param>
/// <param name="Deleted">When it was deleted; null when it was not.</param>
public sealed record WorkspaceObject(Upa Newest, string Name, string Type, Timestamp Saved, Timestamp? Deleted);
