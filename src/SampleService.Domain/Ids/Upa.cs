using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SampleService.Domain;

/// <summary>
/// Identifies a version of a workspace object, written <c>W/O/V</c>: three integers from 1 to 2^63-1.
/// </summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Object">Number of the object within the workspace.</param>
/// <param name="Version">Number of the version of the object.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.upa")]
public readonly record struct Upa(
    [property: Id(0)] WorkspaceId Workspace, [property: Id(1)] long Object, [property: Id(2)] long Version) : ISpanParsable<Upa>
{
    /// <summary>
    /// Reads <c>W/O/V</c>; white space around each number, a leading <c>+</c> and leading zeros are accepted.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out Upa result)
    {
        result = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '/') != 3
            || !TryParseNumber(text[parts[0]], out var workspace)
            || !TryParseNumber(text[parts[1]], out var number)
            || !TryParseNumber(text[parts[2]], out var version))
            return false;
        result = new Upa(new WorkspaceId(workspace), number, version);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out Upa)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Upa result) =>
        TryParse(text.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out Upa)"/>
    public static Upa Parse(ReadOnlySpan<char> text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var upa) ? upa : throw new FormatException("not a UPA");

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out Upa)"/>
    public static Upa Parse(string text, IFormatProvider? provider = null) => Parse(text.AsSpan(), provider);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Workspace.Value}/{Object}/{Version}");

    private static bool TryParseNumber(ReadOnlySpan<char> text, out long number)
    {
        text = ContractText.Trim(text);
        if (text is ['+', .. var rest])
            text = rest;
        number = 0;
        // TryParse takes trailing NUL characters for nothing.
        return !text.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;
    }
}
