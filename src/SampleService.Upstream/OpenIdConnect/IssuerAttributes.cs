using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SampleService.Upstream.OpenIdConnect;

/// <summary>An address from which keys of an issuer may be read: whoever can change what it answers can make tokens.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IssuerAddressAttribute() : ValidationAttribute(
    "an https URL without query, fragment, user and password is needed, or an http one of a loopback address")
{
    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text
        || (Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSafe(address)
            && address.Query.Length == 0 && address.Fragment.Length == 0);

    /// <summary>Whether nobody on the way can change what the address answers.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsLoopback(address)));

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
}

/// <summary>A prefix with which user names may begin, and no user name of KBase does.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UserPrefixAttribute() : ValidationAttribute(
    "at most 64 printable ASCII characters are needed, the first a letter or a digit, with one that no KBase user name has, such as a colon")
{
    private const int MaxLength = 64;

    public override bool IsValid(object? value) =>
        value is not string text
        || (text.Length is >= 1 and <= MaxLength
            && char.IsAsciiLetterOrDigit(text[0])
            && text.All(static c => c is > ' ' and <= '~')
            && !IsOfKBase(text));

    /// <summary>KBase user names are lower case letters, digits and underscores, beginning with a letter.</summary>
    private static bool IsOfKBase(string text) =>
        char.IsAsciiLetterLower(text[0]) && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
