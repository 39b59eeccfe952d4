using System.Text;
using System.Text.Json;
using SampleService.Domain;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>Reads the claims of tokens of one issuer. They are believed, so the signature has to be verified before.</summary>
internal sealed class WebTokenClaims(OpenIdConnectIssuer issuer)
{
    private const int MaxSubjectLength = 255;

    /// <summary>Whether the token was made for this deployment.</summary>
    public bool IsAudience(WebToken token) => token.Claim("aud") is { } audience
        && (audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().Any(IsOurs) : IsOurs(audience));

    /// <summary>Whom the token is about; null if that cannot be a user here.</summary>
    public IssuerIdentity? FindIdentity(WebToken token)
    {
        if (token.Claim("sub")?.Text() is not { Length: >= 1 and <= MaxSubjectLength } subject
            || ContractText.IndexOfControlCharacter(subject) >= 0)
            return null;
        var claim = issuer.UserClaim is { } name ? token.Claim(name) : token.Claim("preferred_username") ?? token.Claim("sub");
        if (ContractText.Trim(claim?.Text() ?? "") is not { Length: > 0 } user)
            return null;
        user = issuer.UserPrefix + user;
        return IsUserName(user) ? new IssuerIdentity(issuer.Authority, subject, new UserName(user)) : null;
    }

    /// <summary>What the roles in the token allow.</summary>
    public AdministratorRight FindRight(WebToken token)
    {
        if (token.Claim(issuer.RolesClaim) is not { ValueKind: JsonValueKind.Array } claim)
            return AdministratorRight.None;
        var roles = claim.EnumerateArray().Select(static role => role.Text()).ToList();
        return roles.Contains(issuer.FullAdministratorRole) ? AdministratorRight.Full
            : roles.Contains(issuer.ReadAdministratorRole) ? AdministratorRight.Read
            : AdministratorRight.None;
    }

    private bool IsOurs(JsonElement audience) => audience.Text() == issuer.Audience;

    /// <summary>
    /// The rules of user names, and a letter or a digit at the beginning: other signs there mark what is no user, as <c>@</c> does groups.
    /// </summary>
    private static bool IsUserName(string text) =>
        !ContractText.IsLongerThan(text, ContractText.MaxNameLength)
        && ContractText.IndexOfControlCharacter(text) < 0
        && Rune.IsLetterOrDigit(Rune.GetRuneAt(text, 0));
}
