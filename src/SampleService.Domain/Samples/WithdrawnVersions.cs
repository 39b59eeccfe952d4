using System.Globalization;

namespace SampleService.Domain;

/// <summary>Which versions of a sample are withdrawn: mostly none. The default is none.</summary>
[GenerateSerializer, Immutable, Alias("sample-service.value.withdrawn-versions")]
public readonly record struct WithdrawnVersions
{
    private const char Separator = ',';

    private WithdrawnVersions(string? text) => Text = text;

    /// <summary>As databases and silos write it: the numbers in ascending order, separated by commas; null for none.</summary>
    [Id(0)]
    public string? Text { get; }

    /// <summary>Reads what <see cref="Text"/> gave.</summary>
    public static WithdrawnVersions Parse(string? text) => new(text);

    /// <summary>Whether a version is one of them.</summary>
    public bool Contains(int version)
    {
        if (Text is null)
            return false;
        foreach (var part in Text.AsSpan().Split(Separator))
            if (ToNumber(Text.AsSpan(part)) == version)
                return true;
        return false;
    }

    /// <summary>These and another one.</summary>
    public WithdrawnVersions With(int version) => Of(Numbers().Append(version));

    /// <summary>These without one.</summary>
    public WithdrawnVersions Without(int version) => Of(Numbers().Where(number => number != version));

    private static WithdrawnVersions Of(IEnumerable<int> versions)
    {
        var text = string.Join(Separator, versions.Distinct().Order().Select(static version => version.ToString(CultureInfo.InvariantCulture)));
        return new WithdrawnVersions(text.Length == 0 ? null : text);
    }

    private IEnumerable<int> Numbers() => Text is null ? [] : Text.Split(Separator).Select(static part => ToNumber(part));

    private static int ToNumber(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
