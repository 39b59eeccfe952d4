namespace SampleService.Upstream;

/// <summary>Whose token it is by its form; a token is only ever shown to the issuer of its kind.</summary>
public enum TokenKind
{
    /// <summary>Anything else: a token of the KBase auth service, if of anybody.</summary>
    KBase,

    /// <summary>A token of a stand-alone account.</summary>
    Standalone,

    /// <summary>A JSON Web Token of an OpenID Connect issuer.</summary>
    JsonWebToken,
}
