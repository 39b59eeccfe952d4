using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SampleService.Domain;

/// <summary>Identifies a workspace: a number from 1 on.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.workspace-id")]
public readonly record struct WorkspaceId([property: Id(0)] long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// A unique permanent address of KBase: identifies a version of a workspace object. Written <c>W/O/V</c>, with three
/// integers from 1 to 2^63-1.
/// </summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Object">Number of the object within the workspace.</param>
/// <param name="Version">Number of the version of the object.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.upa")]
public readonly record struct Upa(
    [property: Id(0)] WorkspaceId Workspace, [property: Id(1)] long Object, [property: Id(2)] long Version) : ISpanParsable<Upa>
{
    /// <summary>Reads <c>W/O/V</c>; accepts white space around each number, a leading <c>+</c> and leading zeros.</summary>
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
        // long.TryParse ignores trailing NUL characters.
        return !text.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;
    }
}

/// <summary>
/// A workspace object version or a part of it, from which a link starts. The whole object and its parts are different units.
/// </summary>
/// <param name="Upa">The object version.</param>
/// <param name="DataId">The part of it; empty for the whole object.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.data-unit")]
public readonly record struct DataUnit([property: Id(0)] Upa Upa, [property: Id(1)] string DataId)
{
    /// <summary>As messages write it: <c>W/O/V</c> or <c>W/O/V:part</c>.</summary>
    public override string ToString() => DataId.Length == 0 ? Upa.ToString() : $"{Upa}:{DataId}";
}
