namespace SampleService.JsonRpc;

/// <summary>Finds the owner of a token that is not blank. Throws when the issuer of tokens could not be asked.</summary>
public delegate ValueTask<TokenCheck> TokenChecker(string token, CancellationToken cancellation);

/// <summary>Whose token it is, or why it is not valid.</summary>
/// <param name="User">The owner; null when the token is not valid.</param>
/// <param name="Reason">Why it is not valid, as the caller is told.</param>
public readonly record struct TokenCheck(string? User, string? Reason);
