using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SampleService.Domain;

/// <summary>
/// Identifies a vocabulary, which is a configuration of validators: the first 16 hexadecimal digits, in lower case, of the SHA-256 of its
/// canonical JSON. The same configuration has the same id everywhere.
/// </summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.vocabulary-id")]
public readonly record struct VocabularyId([property: Id(0)] string Value) : IParsable<VocabularyId>
{
    /// <summary>How many digits an id has.</summary>
    public const int Length = 16;

    /// <summary>The id of a configuration.</summary>
    /// <param name="configuration">Its canonical JSON.</param>
    public static VocabularyId Of(ReadOnlySpan<byte> configuration) => new(Convert.ToHexStringLower(SHA256.HashData(configuration))[..Length]);

    /// <summary>Reads an id; capital letters are none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out VocabularyId result)
    {
        result = default;
        if (text is not { Length: Length } || !text.All(char.IsAsciiHexDigitLower))
            return false;
        result = new VocabularyId(text);
        return true;
    }

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out VocabularyId)"/>
    public static VocabularyId Parse(string text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id) ? id : throw new FormatException("not the id of a vocabulary");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
