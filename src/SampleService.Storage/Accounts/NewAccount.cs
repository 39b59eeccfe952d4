using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>An account to be made.</summary>
/// <param name="Name">Names the user.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Created">The present moment.</param>
/// <param name="Roles">Names of its roles.</param>
public sealed record NewAccount(UserName Name, string DisplayName, Timestamp Created, IReadOnlyCollection<string> Roles);
