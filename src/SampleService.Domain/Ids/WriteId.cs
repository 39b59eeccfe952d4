using System.Diagnostics.CodeAnalysis;

namespace SampleService.Domain;

/// <summary>Identifies one attempt to write, so that a retry after an unknown outcome finds its own work. Written in lower case with hyphens.</summary>
/// <param name="Value">The UUID.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.write-id")]
public readonly record struct WriteId([property: Id(0)] Guid Value) : ISpanParsable<WriteId>
{
    /// <summary>A random one.</summary>
    public static WriteId New() => new(Guid.NewGuid());

    /// <summary>Reads any of the forms the contract allows (section 3.3).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out WriteId result)
    {
        var parsed = UuidText.TryParse(text, out var id);
        result = new WriteId(id);
        return parsed;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out WriteId)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out WriteId result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out WriteId)"/>
    public static WriteId Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id) ? id : throw new FormatException("not a UUID");

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out WriteId)"/>
    public static WriteId Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
