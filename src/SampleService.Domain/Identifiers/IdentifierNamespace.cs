using System.Text;
using System.Text.RegularExpressions;

namespace SampleService.Domain;

/// <summary>
/// The namespaces of identifiers, and the one form in which values of each are kept, so that an identifier is found however it is
/// written. <c>~user</c> and <c>@group</c> are namespaces of local names.
/// </summary>
/// <remarks>
/// The forms are those that registries publish. <c>igsn</c>: a Handle of a prefix and a name of letters, digits, dots, hyphens and slashes, in any
/// letter case (IGSN syntax guidelines); a name of letters and digits alone is one of SESAR's, whose prefix is 10.58052. <c>biosample</c>: the accessions
/// of NCBI, EBI and DDBJ (INSDC). <c>doi</c>: a prefix, which may be subdivided, and a suffix in any letter case (DOI handbook), of printable ASCII
/// characters, which is what agencies register. <c>ark</c>: with or without a slash behind the label, hyphens without meaning, and letter case
/// that counts (ARK specification).
/// </remarks>
public static partial class IdentifierNamespace
{
    /// <summary>The registrant of the IGSNs that are written without one.</summary>
    private const string BareIgsn = "10.58052/";

    /// <summary>Registries have no such long ones, and no index would hold much longer ones.</summary>
    private const int MaxLength = 1000;

    /// <summary>Whether there is such a namespace.</summary>
    public static bool IsKnown(string name) =>
        name is "igsn" or "biosample" or "doi" or "ark" || (name is ['~' or '@', _, ..] && LocalName(name[1..])?.Length == name.Length - 1);

    /// <exception cref="ServiceException"><see cref="ErrorKind.Unauthorized"/>: it is a namespace of somebody else's.</exception>
    /// <param name="name">A known namespace.</param>
    /// <param name="user">Who is to add to it.</param>
    /// <param name="groups">The groups of that user.</param>
    public static void RequireUser(string name, UserName user, UserSet groups)
    {
        if ((name[0] == '@' && !groups.Contains(new UserName(name))) || (name[0] == '~' && name[1..] != user.Value))
            throw ServiceException.Unauthorized($"User {user} cannot use namespace {name}");
    }

    /// <summary>The form in which a value is kept; null if it is no form of the namespace.</summary>
    /// <param name="name">A known namespace.</param>
    /// <param name="value">As a caller wrote it.</param>
    public static string? Canonical(string name, string value) => name switch
    {
        ['~' or '@', ..] => LocalName(value),
        // Beyond ASCII there are letters that count as one of these where letter case does not.
        _ when value.Length > MaxLength || !Ascii.IsValid(value) => null,
        "igsn" => Igsn().Match(value) is { Success: true } match
            ? (match.Groups["bare"].Success ? BareIgsn : "") + match.Groups["value"].Value.ToUpperInvariant()
            : null,
        "biosample" => BioSample().IsMatch(value) ? value.ToUpperInvariant() : null,
        "doi" => Doi().Match(value) is { Success: true } match ? match.Groups["value"].Value.ToLowerInvariant() : null,
        _ => Ark().Match(value) is { Success: true } match && match.Groups["name"].Value.Replace("-", "", StringComparison.Ordinal) is [_, ..] kept
            ? $"ark:{match.Groups["authority"].Value}/{kept}"
            : null,
    };

    private static string? LocalName(string value)
    {
        var name = ContractText.Trim(value);
        return name.Length == 0 || ContractText.IndexOfControlCharacter(name) >= 0 || ContractText.IsLongerThan(name, ContractText.MaxNameLength)
            ? null
            : name;
    }

    [GeneratedRegex(
        @"^(?:igsn:|https://igsn\.org/|https://doi\.org/)?(?<value>10\.[0-9]+/[a-z0-9.\-/]+|(?<bare>[a-z0-9]+)|(?!10\.)[a-z0-9][a-z0-9.\-/]*)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Igsn();

    [GeneratedRegex(@"^SAM(?:N|D|EA|EG)[0-9]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BioSample();

    [GeneratedRegex(@"^(?:doi:|https://doi\.org/)?(?<value>10\.[0-9]{4,}(?:\.[0-9]+)*/[!-~]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Doi();

    [GeneratedRegex(@"^(?:https?://[^/\s]+/)?ark:/?(?<authority>[0-9]{5,})/(?<name>[!-~]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ark();
}
