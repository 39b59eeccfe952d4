namespace SampleService.Upstream.Standalone;

/// <summary>A token at the only time it can be seen.</summary>
public sealed class IssuedToken
{
    internal IssuedToken(TokenInfo info, string token)
    {
        Info = info;
        Token = token;
    }

    /// <summary>What is known of it from now on.</summary>
    public TokenInfo Info { get; }

    /// <summary>The token. It is stored nowhere.</summary>
    public string Token { get; }

    /// <summary>Without the token, since this may end up in a log.</summary>
    public override string ToString() => $"token {Info.Id} of {Info.Account}";
}
