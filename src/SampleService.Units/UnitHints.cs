using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SampleService.Units;

/// <summary>What a wrong unit expression was probably meant to be. Hints change no answer.</summary>
internal static class UnitHints
{
    /// <summary>Characters that look like one that has a meaning, and that one.</summary>
    private static readonly FrozenDictionary<int, string> PlainSigns = Table(
        ("-", [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xfe63, 0xff0d]),
        ("/", [0x00f7, 0x2044, 0x2215, 0xff0f]),
        ("*", [0x00d7, 0x2022, 0x2217, 0x2219, 0xff0a]),
        ("^", [0x02c6, 0xff3e]),
        ("°", [0x00ba, 0x02da, 0x2218]),
        ("(", [0xff08]),
        (")", [0xff09]),
        ("K", [0x212a]));

    /// <summary>Signs for which the language has words.</summary>
    private static readonly FrozenDictionary<int, string> Words = Table(
        ("percent", ['%', 0xff05]),
        ("0.1 percent", [0x2030]),
        ("0.01 percent", [0x2031]),
        ("degC", [0x2103]),
        ("degF", [0x2109]));

    /// <summary>The hint for a token that has no meaning where it stands; null if there is none.</summary>
    public static string? ForToken(UnitLexer lexer)
    {
        var kind = lexer.Kind;
        var rune = FirstRune(lexer.Text);
        var isMinus = kind == TokenKind.Minus || PlainSigns.GetValueOrDefault(rune) == "-";
        lexer.Move();
        var power = isMinus && lexer.Kind == TokenKind.Number ? $"a power is written ^-{lexer.Text}" : null;
        var sign = kind == TokenKind.Unknown ? ForRune(rune) : null;
        return sign is not null && power is not null ? $"{sign}; {power}" : sign ?? power;
    }

    /// <summary>The hint for a name that is not known; null if there is none.</summary>
    public static string? ForName(ReadOnlySpan<char> name, IUnitNames names)
    {
        foreach (var rune in name.EnumerateRunes())
            if (ForRune(rune.Value) is { } sign)
                return sign;
        var stem = name.TrimEnd("0123456789");
        return stem.Length > 0 && stem.Length < name.Length && names.TryFind(stem, out _)
            ? $"a power is written ^{name[stem.Length..]}"
            : null;
    }

    private static string? ForRune(int rune) =>
        PlainSigns.TryGetValue(rune, out var plain) ? $"{CodePoint(rune)} was written instead of the plain sign '{plain}'"
        : Words.TryGetValue(rune, out var word) ? $"it is written {word}"
        : null;

    private static string CodePoint(int rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune:X4}");

    private static int FirstRune(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune.Value : -1;

    private static FrozenDictionary<int, string> Table(params (string Meant, int[] Runes)[] rows) =>
        rows.SelectMany(row => row.Runes.Select(rune => KeyValuePair.Create(rune, row.Meant))).ToFrozenDictionary();
}
