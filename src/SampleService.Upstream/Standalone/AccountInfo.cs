using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>A stand-alone account.</summary>
/// <param name="Name">Names the user.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Roles">Names of its roles, in order.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Disabled">Since when it is disabled; null when it is not.</param>
public sealed record AccountInfo(
    UserName Name, string DisplayName, IReadOnlyList<string> Roles, Timestamp Created, Timestamp? Disabled);
