namespace SampleService.JsonRpc;

/// <summary>Finds the owners of tokens that are not blank.</summary>
public interface ICallerTokens
{
    /// <summary>The owner of a valid token, if that is remembered; null if somebody would have to be asked, or it is not valid.</summary>
    string? FindKnown(string token);

    /// <summary>The owner of a token, or why it is not valid. Throws when the issuer of tokens could not be asked.</summary>
    ValueTask<TokenCheck> CheckAsync(string token, CancellationToken cancellation);
}

/// <summary>Whose token it is, or why it is not valid.</summary>
/// <param name="User">The owner; null when the token is not valid.</param>
/// <param name="Reason">Why it is not valid, as the caller is told.</param>
public readonly record struct TokenCheck(string? User, string? Reason);
