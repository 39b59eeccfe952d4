namespace SampleService.JsonRpc;

/// <summary>Who calls, where the door found that out before it read the call: it needs no token then.</summary>
/// <param name="User">The user's name; null for an anonymous caller.</param>
public sealed record CallerIdentity(string? User)
{
    /// <summary>A caller who presented nothing.</summary>
    public static readonly CallerIdentity Anonymous = new((string?)null);

    /// <summary>A caller who presented something that cannot be judged yet, since the process starts.</summary>
    public static readonly CallerIdentity Unjudged = new((string?)null) { IsJudged = false };

    /// <summary>Whether it is known what is behind what was presented. If not, calls that need more than the process are refused.</summary>
    public bool IsJudged { get; private init; } = true;

    /// <summary>The token that was presented; null where there was none. Rights are asked for with it only if <see cref="Right"/> is null.</summary>
    public string? Token { get; init; }

    /// <summary>When the token expires, where the token itself tells: nothing that is made from it lasts longer. Else null.</summary>
    public DateTimeOffset? TokenExpires { get; init; }

    /// <summary>The right to administer the service that the credential itself gives; null where it has to be asked for.</summary>
    public CallerRight? Right { get; init; }

    /// <summary>Whether every call is made in administration mode, and none for oneself: an operator on the machine.</summary>
    public bool IsOperator { get; init; }
}

/// <summary>What a caller may do in administration mode; each right includes the lower ones.</summary>
public enum CallerRight
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Read everything.</summary>
    Read,

    /// <summary>Change everything, and act as other users.</summary>
    Full,
}
