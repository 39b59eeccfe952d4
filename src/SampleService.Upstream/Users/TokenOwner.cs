using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Whose token it is, or why it is not valid.</summary>
/// <param name="User">The owner; null when the token is not valid.</param>
/// <param name="Reason">Why it is not valid, as the caller is told after <c>Token validation failed: </c>.</param>
public readonly record struct TokenOwner(UserName? User, string? Reason);
