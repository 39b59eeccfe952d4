using SampleService.Domain;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>Judges JSON Web Tokens of the configured OpenID Connect issuers.</summary>
public interface IWebTokens
{
    /// <summary>
    /// Whether the text has the form of a JSON Web Token: three base64url parts between two dots, the first a JSON object with <c>alg</c>.
    /// </summary>
    bool HasForm(string token);

    /// <summary>
    /// Whose token it is and what its holder may do, or the first of its faults in the order of <see cref="WebTokenFault"/>'s checks.
    /// Completes synchronously where everything needed is remembered.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="mayMakeAccount">Whether an account is made for a user who has none; else nothing is written.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.UpstreamFailure"/>: the keys of the issuer are not known and could not be read;
    /// <see cref="ErrorKind.StorageFailure"/>: the account could not be looked up.
    /// </exception>
    ValueTask<WebTokenJudgement> JudgeAsync(string token, bool mayMakeAccount, CancellationToken cancellation);
}

/// <summary>Whose token it is, or why it is refused; one of the two is null.</summary>
/// <param name="Owner">Whose token it is.</param>
/// <param name="Refusal">Why it is refused.</param>
public readonly record struct WebTokenJudgement(WebTokenOwner? Owner, WebTokenRefusal? Refusal);

/// <summary>The owner of an accepted token.</summary>
/// <param name="User">The user.</param>
/// <param name="Right">What the roles in the token allow in administration mode.</param>
/// <param name="Expires">
/// The claim <c>exp</c>. Nothing that is made from the token should outlast it; the token itself is accepted for the clock skew longer.
/// </param>
public sealed record WebTokenOwner(UserName User, AdministratorRight Right, Timestamp Expires);

/// <summary>Why a token is refused.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Description">One sentence for the caller. It tells nothing about a token whose signature does not hold but its issuer.</param>
public sealed record WebTokenRefusal(WebTokenFault Fault, string Description);

/// <summary>What can be wrong with a token. The names on the wire are in the order of the checks in docs/issuers.md.</summary>
public enum WebTokenFault
{
    /// <summary>It cannot be read or verified, is not valid yet, names no usable user, or its account is disabled.</summary>
    InvalidToken,

    /// <summary>Its time is over.</summary>
    TokenExpired,

    /// <summary>Its issuer is not one of those configured.</summary>
    InvalidIssuer,

    /// <summary>It was made for others.</summary>
    InvalidAudience,

    /// <summary>The user name belongs to somebody else.</summary>
    InvalidGrant,
}
