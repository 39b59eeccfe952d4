using System.ComponentModel.DataAnnotations;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>An OpenID Connect issuer whose JSON Web Tokens are accepted (configuration section <c>Gateway:Issuers:N</c>).</summary>
public sealed class OpenIdConnectIssuer
{
    /// <summary>
    /// The issuer as the claim <c>iss</c> of its tokens has it, to the letter. Its <c>/.well-known/openid-configuration</c> is read. https,
    /// or http on a loopback address.
    /// </summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "the address of the issuer")]
    [IssuerAddress]
    public string Authority { get; set; } = "";

    /// <summary>What the claim <c>aud</c> has to hold: tokens that the issuer made for others are refused.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "the audience that the issuer's tokens for this deployment have")]
    public string Audience { get; set; } = "";

    /// <summary>
    /// The claim with the user's name. When not given <c>preferred_username</c>, or <c>sub</c> in tokens without that.
    /// </summary>
    [MinLength(1, ErrorMessage = "the name of a claim is needed")]
    public string? UserClaim { get; set; }

    /// <summary>The claim with the user's roles, a list of strings.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "the name of a claim is needed")]
    public string RolesClaim { get; set; } = "roles";

    /// <summary>The role whose holders may do everything in administration mode.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "the name of a role is needed")]
    public string FullAdministratorRole { get; set; } = "sample-full-admin";

    /// <summary>The role whose holders may read everything in administration mode.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "the name of a role is needed")]
    public string ReadAdministratorRole { get; set; } = "sample-read-admin";

    /// <summary>
    /// Stands before the names of the issuer's users, such as <c>orcid:</c>; at most 64 characters, and such that no KBase user name begins
    /// with it. Required with KBase upstream.
    /// </summary>
    [UserPrefix]
    public string? UserPrefix { get; set; }
}

/// <summary>The issuers, and how far clocks may differ.</summary>
/// <param name="Issuers">None twice.</param>
/// <param name="ClockSkew">How much longer, and sooner, a token is valid than it says.</param>
public sealed record OpenIdConnectOptions(IReadOnlyList<OpenIdConnectIssuer> Issuers, TimeSpan ClockSkew);
