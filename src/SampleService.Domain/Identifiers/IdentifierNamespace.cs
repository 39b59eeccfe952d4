using System.Text.RegularExpressions;

namespace SampleService.Domain;

/// <summary>
/// The namespaces of identifiers, and the one form in which values of each are kept, so that an identifier is found however it is
/// written. <c>~user</c> and <c>@group</c> are namespaces of local names.
/// </summary>
public static partial class IdentifierNamespace
{
    /// <summary>The registrant of the IGSNs that are written without one.</summary>
    private const string BareIgsn = "10.58052/";

    /// <summary>Whether there is such a namespace.</summary>
    public static bool IsKnown(string name) =>
        name is "igsn" or "biosample" or "doi" or "ark" || (name is ['~' or '@', _, ..] && !ContractText.IsBlank(name[1..]));

    /// <summary>The form in which a value is kept; null if it is no form of the namespace.</summary>
    /// <param name="name">A known namespace.</param>
    /// <param name="value">As a caller wrote it.</param>
    public static string? Canonical(string name, string value) => name switch
    {
        "igsn" => Igsn().Match(value) is { Success: true } match
            ? (match.Groups["bare"].Success ? BareIgsn : "") + match.Groups["value"].Value.ToUpperInvariant()
            : null,
        "biosample" => BioSample().IsMatch(value) ? value.ToUpperInvariant() : null,
        "doi" => Doi().Match(value) is { Success: true } match ? match.Groups["value"].Value.ToLowerInvariant() : null,
        "ark" => Ark().Match(value) is { Success: true } match
            ? $"ark:{match.Groups["authority"].Value}/{match.Groups["name"].Value.Replace("-", "", StringComparison.Ordinal)}"
            : null,
        _ => LocalName(value),
    };

    private static string? LocalName(string value)
    {
        var name = ContractText.Trim(value);
        return name.Length == 0 || ContractText.IndexOfControlCharacter(name) >= 0 || ContractText.IsLongerThan(name, ContractText.MaxNameLength)
            ? null
            : name;
    }

    [GeneratedRegex(
        @"^(?:igsn:|https://igsn\.org/|https://doi\.org/)?(?<value>10\.[0-9]+/[a-z0-9.\-/]+|(?<bare>[a-z0-9]+)|[a-z0-9.\-]+)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Igsn();

    [GeneratedRegex(@"^SAM(?:N|D|EA|EG)[0-9]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BioSample();

    [GeneratedRegex(@"^(?:doi:|https://doi\.org/)?(?<value>10\.[0-9]{4,}/[!-~]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Doi();

    [GeneratedRegex(@"^(?:https?://[^/\s]+/)?ark:/?(?<authority>[0-9]{5,})/(?<name>[!-~]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ark();
}
