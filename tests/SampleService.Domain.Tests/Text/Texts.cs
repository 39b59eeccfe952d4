using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

/// <summary>Random texts.</summary>
internal static class Texts
{
    /// <summary>UTF-16 units of any kind, mostly those that need care. They are few, so that texts often share a prefix.</summary>
    public static readonly Gen<string> Units = Gen
        .Frequency((2, Gen.Elements<int>('a', 'b', ' ', '\'', '"')), (1, Gen.Choose(0, 0xff)), (2, Gen.Choose(0xd7ff, 0xe000)),
            (1, Gen.Elements(0xd83d, 0xde00, 0xe000, 0xffff)), (1, Gen.Choose(0, 0xffff)))
        .Select(unit => (char)unit).ArrayOf().Select(units => new string(units));

    /// <summary>The same without lone surrogates.</summary>
    public static readonly Gen<string> WellFormed = Gen
        .OneOf(
            Gen.Elements("a", "b", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0001f600", "\U0001f601", "\U0010ffff"),
            Gen.Choose(0x20, 0x2fff).Select(unit => ((char)unit).ToString()))
        .ArrayOf().Select(parts => string.Concat(parts));
}
