using System.Diagnostics.CodeAnalysis;

namespace SampleService.Domain;

/// <summary>Identifies a data link. Written in lower case with hyphens.</summary>
/// <param name="Value">The UUID.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.link-id")]
public readonly record struct LinkId([property: Id(0)] Guid Value) : ISpanParsable<LinkId>
{
    /// <summary>A random one.</summary>
    public static LinkId New() => new(Guid.NewGuid());

    /// <summary>Reads any of the forms the contract allows (section 3.3).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out LinkId result)
    {
        var parsed = UuidText.TryParse(text, out var id);
        result = new LinkId(id);
        return parsed;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out LinkId)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out LinkId result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out LinkId)"/>
    public static LinkId Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id) ? id : throw new FormatException("not a UUID");

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out LinkId)"/>
    public static LinkId Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
