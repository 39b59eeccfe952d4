namespace SampleService.JsonRpc;

/// <summary>Whose token it is, or why it is not valid.</summary>
/// <param name="User">The owner; null when the token is not valid.</param>
/// <param name="Reason">Why it is not valid, as the caller is told.</param>
public readonly record struct TokenCheck(string? User, string? Reason);
