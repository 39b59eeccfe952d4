namespace SampleService.Upstream.OpenIdConnect;

/// <summary>
/// Users of issuers beside those of KBase. Nothing is stored: the prefix of its issuer is what binds a name, and keeps it from being that of
/// a KBase user.
/// </summary>
internal sealed class PrefixedUsers : IIdentityBinder
{
    public ValueTask<BoundUser> BindAsync(IssuerIdentity identity, bool mayMakeAccount, CancellationToken cancellation) =>
        new(new BoundUser(identity.Name, null));
}
