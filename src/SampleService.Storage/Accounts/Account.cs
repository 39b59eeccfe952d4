using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A user of a stand-alone deployment.</summary>
/// <param name="Name">Names the user.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Disabled">Since when it is disabled; null when it is not.</param>
/// <param name="Roles">Names of its roles, in order.</param>
public sealed record Account(
    UserName Name, string DisplayName, Timestamp Created, Timestamp? Disabled, IReadOnlyList<string> Roles);
