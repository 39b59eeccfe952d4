using System.Globalization;
using System.Text;
using SampleService.Domain;

namespace SampleService.Api;

/// <summary>What things are called in linked data. The same thing has the same name in every document.</summary>
internal static class ExportIris
{
    /// <summary>The profile that samples are described by.</summary>
    public const string SampleProfile = "https://bioschemas.org/profiles/Sample/0.3-DRAFT";

    private const string Hexadecimal = "0123456789ABCDEF";

    /// <summary>A sample.</summary>
    public static string Sample(SampleId id) => $"urn:uuid:{id}";

    /// <summary>A sample, or a node of it.</summary>
    public static string Sample(SampleId id, NodeId? node) => node is { } part ? $"urn:uuid:{id}#{Encode(part.Value)}" : Sample(id);

    /// <summary>
    /// What belongs to a sample or to a node and has no name elsewhere. Node ids are encoded, so that no node is called as one of these.
    /// </summary>
    /// <param name="owner">The sample or the node.</param>
    /// <param name="parts">What tells it from all others that belong to it.</param>
    public static string Part(string owner, params ReadOnlySpan<string> parts)
    {
        var iri = new StringBuilder(owner);
        if (!owner.Contains('#'))
            iri.Append('#');
        foreach (var part in parts)
            iri.Append('/').Append(Encode(part));
        return iri.ToString();
    }

    /// <summary>A data link.</summary>
    public static string Link(LinkId id) => $"urn:uuid:{id}";

    /// <summary>A user, within one document: users have no names that are good everywhere.</summary>
    public static string User(UserName user) => $"#user/{Encode(user.Value)}";

    /// <summary>Where an identifier is resolved; null where nobody does.</summary>
    public static string? Resolver(IdentifierName identifier) => identifier.Namespace switch
    {
        "igsn" when identifier.Value.StartsWith("10.", StringComparison.Ordinal) => "https://doi.org/" + EncodePath(identifier.Value),
        "igsn" => "https://igsn.org/" + EncodePath(identifier.Value),
        "doi" => "https://doi.org/" + EncodePath(identifier.Value),
        "biosample" => "https://identifiers.org/biosample:" + identifier.Value,
        "ark" => "https://n2t.net/" + EncodePath(identifier.Value),
        _ => null,
    };

    /// <summary>
    /// A term of an ontology in OBO form, by the rule of that form: <c>PREFIX:LOCAL</c> is <c>http://purl.obolibrary.org/obo/PREFIX_LOCAL</c>. Null if it
    /// has not that form.
    /// </summary>
    public static string? Term(string id)
    {
        var mark = id.Contains(':') ? id.IndexOf(':') : id.LastIndexOf('_');
        return mark > 0 && char.IsAsciiLetter(id[0]) && IsWord(id.AsSpan(0, mark)) && IsWord(id.AsSpan(mark + 1))
            ? $"http://purl.obolibrary.org/obo/{id[..mark]}_{id[(mark + 1)..]}"
            : null;
    }

    /// <summary>A moment in ISO 8601.</summary>
    public static string Time(Timestamp moment) => DateTimeOffset
        .FromUnixTimeMilliseconds(Math.Clamp(moment.Milliseconds, Timestamp.Earliest.Milliseconds, Timestamp.Latest.Milliseconds))
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Text within an IRI: all but unreserved characters is percent-encoded, so that different texts stay different.</summary>
    private static string Encode(string text) => Encode(text, static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~');

    /// <summary>The same for a path, whose slashes and marks count.</summary>
    private static string EncodePath(string text) =>
        Encode(text, static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '/' or ':' or '@' or '!' or '$' or '&' or '\'' or '(' or ')' or '*' or '+' or ',' or ';' or '=');

    private static string Encode(string text, Func<char, bool> isPlain)
    {
        if (text.All(isPlain))
            return text;
        var encoded = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (isPlain(text[i]))
                encoded.Append(text[i]);
            else if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
                AppendBytes([(byte)(0xe0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3f)), (byte)(0x80 | (text[i] & 0x3f))]);
            else
            {
                var rune = Rune.GetRuneAt(text, i);
                AppendBytes(utf8[..rune.EncodeToUtf8(utf8)]);
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return encoded.ToString();

        void AppendBytes(ReadOnlySpan<byte> bytes)
        {
            foreach (var one in bytes)
                encoded.Append('%').Append(Hexadecimal[one >> 4]).Append(Hexadecimal[one & 15]);
        }
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        return !text.IsEmpty;
    }
}
