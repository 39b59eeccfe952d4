using System.Diagnostics.CodeAnalysis;

namespace SampleService.Domain;

/// <summary>Identifies a sample. Written in lower case with hyphens.</summary>
/// <param name="Value">The UUID.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.sample-id")]
public readonly record struct SampleId([property: Id(0)] Guid Value) : ISpanParsable<SampleId>
{
    /// <summary>
    /// A new one. It begins with the time, so that samples made one after the other lie together in the database;
    /// the rest is random.
    /// </summary>
    public static SampleId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Reads any of the forms the contract allows (section 3.3).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out SampleId result)
    {
        var parsed = UuidText.TryParse(text, out var id);
        result = new SampleId(id);
        return parsed;
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
