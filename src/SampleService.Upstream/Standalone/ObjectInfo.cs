using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>An object in a workspace of a stand-alone deployment.</summary>
/// <param name="Newest">Its newest version; those before it count from 1.</param>
/// <param name="Name">Its name, unique within the workspace.</param>
/// <param name="Type">The type of the newest version, <c>Module.Type-major.minor</c>.</param>
/// <param name="Saved">When the newest version was made.</param>
/// <param name="Deleted">When it was deleted; null when it was not.</param>
public sealed record ObjectInfo(Upa Newest, string Name, string Type, Timestamp Saved, Timestamp? Deleted);
