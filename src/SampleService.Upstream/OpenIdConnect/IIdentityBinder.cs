using SampleService.Domain;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>Tells which user of this deployment a user of an issuer is.</summary>
internal interface IIdentityBinder
{
    /// <summary>The user, or why there is none. Completes synchronously for what is remembered.</summary>
    /// <param name="identity">Who the token says its holder is.</param>
    /// <param name="mayMakeAccount">Whether an account is made for one who has none, unless a state of the platform refuses writes; else nothing is written.</param>
    /// <param name="cancellation">Cancelled when the caller has gone.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the account could not be looked up or made.</exception>
    ValueTask<BoundUser> BindAsync(IssuerIdentity identity, bool mayMakeAccount, CancellationToken cancellation);
}

/// <summary>Who a verified token says its holder is.</summary>
/// <param name="Issuer">The claim <c>iss</c>.</param>
/// <param name="Subject">The claim <c>sub</c>.</param>
/// <param name="Name">The user's name, with the issuer's prefix.</param>
internal readonly record struct IssuerIdentity(string Issuer, string Subject, UserName Name);

/// <summary>A user, or why there is none.</summary>
internal readonly record struct BoundUser(UserName User, WebTokenRefusal? Refusal)
{
    public static implicit operator BoundUser(WebTokenRefusal refusal) => new(default, refusal);
}
