using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SampleService.Domain;

/// <summary>Identifies a sample. Written in lower case with hyphens.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-id")]
public readonly record struct SampleId([property: Id(0)] Guid Value) : ISpanParsable<SampleId>
{
    private static readonly SearchValues<char> UuidCharacters = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <summary>
    /// A new id of UUID version 7. It begins with the time, so that samples created one after the other are close together
    /// in the database; the rest is random.
    /// </summary>
    public static SampleId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>
    /// Reads the forms of a UUID that the contract allows, which are fewer than Guid.TryParse takes: 32
    /// hexadecimal digits in any letter case, with all four hyphens or none, optionally in braces and after <c>urn:uuid:</c>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out SampleId result)
    {
        if (text.StartsWith("urn:uuid:", StringComparison.Ordinal))
            text = text[9..];
        if (text is ['{', .. var inner, '}'])
            text = inner;
        var format = text.Length switch { 36 => "D", 32 => "N", _ => null };
        result = default;
        if (format is null || text.ContainsAnyExcept(UuidCharacters) || !Guid.TryParseExact(text, format, out var id))
            return false;
        result = new SampleId(id);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out SampleId)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out SampleId result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out SampleId)"/>
    public static SampleId Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id) ? id : throw new FormatException("not a UUID");

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out SampleId)"/>
    public static SampleId Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies one version of a sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version, from 1 on.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-version-id")]
public readonly record struct SampleVersionId([property: Id(0)] SampleId Sample, [property: Id(1)] int Version);

/// <summary>A version of a sample as a caller names it.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Version">The version; null for the newest.</param>
public readonly record struct SampleAddress(SampleId Sample, VersionNumber? Version);

/// <summary>Identifies a node within one version of a sample: trimmed, 1 to 256 code points, case-sensitive.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.node-id")]
public readonly record struct NodeId([property: Id(0)] string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
