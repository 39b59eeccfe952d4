using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Json.Tests;

/// <summary>Random JSON texts: strings, numbers and white space in every spelling that JSON has.</summary>
internal static class JsonTexts
{
    private static readonly Gen<string> WhiteSpace = Gen.Elements("", "", "", " ", "\n", "\r\n", "\t", "   ");

    private static readonly Gen<string> Digits = Gen.Choose(0, 9).ArrayOf().Select(digits => string.Concat(digits));

    private static readonly Gen<string> Number =
        from sign in Gen.Elements("", "-")
        from whole in Gen.Choose(1, 9).Zip(Digits).Select(n => $"{n.Item1}{n.Item2}").Or(Gen.Constant("0"))
        from fraction in Digits.Select(d => d.Length == 0 ? "" : "." + d)
        from exponent in Gen.Elements("", "", "", "e0", "E+05", "e-3", "E308", "e-400")
        select sign + whole + fraction + exponent;

    /// <summary>Characters that may stand in a string; those in the second row have a short escape.</summary>
    private static readonly Gen<string> Character = Gen.OneOf(
        Gen.Elements("a", "b", "Z", "0", " ", "'", "~", "\u007f", "é", "ß", "\u0085", "\u2028", "中", "\ufeff", "\uffff", "😀", "\U0010ffff"),
        Gen.Elements("\"", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\0", "\u001f"));

    private static readonly Gen<string> LoneSurrogate = Gen.Elements("\ud800", "\udbff", "\udc00", "\udfff");

    private static readonly Gen<Spelled> WellFormedString = StringOf(Character);

    private static readonly Gen<Spelled> Name = Gen.OneOf(Gen.Elements("a", "b", "aé", "").SelectMany(Spell), WellFormedString);

    /// <summary>Texts of which System.Text.Json thinks the same.</summary>
    public static readonly Gen<string> Document = Gen.Sized(size => Padded(Value(Math.Min(size, 30))));

    /// <summary>Strings of characters and of surrogates without their other half.</summary>
    public static readonly Gen<Spelled> AnyString =
        StringOf(Gen.Frequency((3, Character), (1, LoneSurrogate)));

    /// <summary>A few names that come back again and again in other spellings.</summary>
    public static readonly Gen<Spelled> FewNames =
        Gen.Elements("a", "b", "ab", "", "é", "\ud83d\ude00", "\ud83d", "\ude00", "\"", "\n").SelectMany(Spell);

    /// <summary>UTF-16 units of any kind, more of those that need care.</summary>
    public static readonly Gen<string> Units = Gen
        .Frequency((3, Gen.Choose(' ', '~')), (1, Gen.Choose(0, 0x20)), (2, Gen.Choose(0xd7ff, 0xe000)), (2, Gen.Choose(0, 0xffff)))
        .Select(unit => (char)unit).ArrayOf().Select(units => new string(units));

    /// <summary>One of the ways to write a text in a JSON string, chosen for each character.</summary>
    public static Gen<Spelled> Spell(string text) =>
        Gen.Elements(0, 1, 2, 3).ArrayOf(text.Length).Select(ways =>
        {
            var spelling = new StringBuilder();
            for (var i = 0; i < text.Length; i++)
                spelling.Append(SpellUnit(text, i, ways[i]));
            return new Spelled(text, spelling.ToString());
        });

    private static Gen<Spelled> StringOf(Gen<string> characters) =>
        characters.SelectMany(Spell).ArrayOf().Select(Spelled.Join);

    private static string SpellUnit(string text, int index, int way)
    {
        var unit = text[index];
        var lone = char.IsSurrogate(unit) && !(char.IsHighSurrogate(unit)
            ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1]));
        // Halves of a pair are written the same way: a raw half is not UTF-8.
        var paired = char.IsSurrogate(unit) && !lone;
        if (!paired && way == 2)
            return $"\\u{(int)unit:x4}";
        if (!paired && way == 3)
            return $"\\u{(int)unit:X4}";
        return unit switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '/' when way == 1 => "\\/",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ when unit < ' ' || lone => $"\\u{(int)unit:x4}",
            _ => unit.ToString(),
        };
    }

    private static Gen<string> Value(int size)
    {
        var scalar = Gen.OneOf(
            Gen.Elements("null", "true", "false"), Number, WellFormedString.Select(s => s.Quoted));
        if (size <= 1)
            return scalar;
        return Gen.Frequency((2, scalar), (2, Array(size)), (3, Object(size)));
    }

    private static Gen<string> Array(int size) =>
        from items in Padded(Value(size / 4)).ArrayOf()
        from inside in WhiteSpace
        select items.Length == 0 ? $"[{inside}]" : $"[{string.Join(',', items)}]";

    private static Gen<string> Object(int size) =>
        from members in Padded(Name.Select(n => n.Quoted)).Zip(Padded(Value(size / 4))).Select(m => $"{m.Item1}:{m.Item2}").ArrayOf()
        from inside in WhiteSpace
        select members.Length == 0 ? $"{{{inside}}}" : $"{{{string.Join(',', members)}}}";

    private static Gen<string> Padded(Gen<string> text) =>
        from before in WhiteSpace
        from inner in text
        from after in WhiteSpace
        select before + inner + after;
}
