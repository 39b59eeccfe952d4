using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

public partial class ContractTextTests
{
    /// <summary>All that counts as white space.</summary>
    private static readonly int[] WhiteSpace =
    [
        0x9, 0xa, 0xb, 0xc, 0xd, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
        0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
    ];

    [GeneratedRegex(@"^\p{C}$")]
    private static partial Regex Control { get; }

    [Fact]
    public void Trim_EachCharacter_RemovesExactlyTheWhiteSpaceOfTheContract()
    {
        for (var unit = 0; unit <= 0xffff; unit++)
        {
            var c = (char)unit;
            var expected = WhiteSpace.Contains(unit);
            Assert.True(expected == ContractText.IsWhiteSpace(c), $"U+{unit:X4}");
            Assert.True(expected == ContractText.IsBlank(c.ToString()), $"U+{unit:X4}");
            Assert.Equal(expected ? "x" : $"{c}x{c}", ContractText.Trim($"{c}x{c}"));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("\t\u001c\u3000", "")]
    [InlineData(" a b ", "a b")]
    [InlineData("a ", "a")]
    [InlineData(" a", "a")]
    [InlineData("\u200ba\u200b", "\u200ba\u200b")]
    [InlineData("\ufeffa", "\ufeffa")]
    public void Trim_AnyText_RemovesAtBothEndsOnly(string text, string expected) => Assert.Equal(expected, ContractText.Trim(text));

    [Fact]
    public void Trim_NothingToRemove_IsTheSameInstance()
    {
        var text = new string('a', 3);
        Assert.Same(text, ContractText.Trim(text));
    }

    [Fact]
    public void IsBlank_Null_IsTrue() => Assert.True(ContractText.IsBlank(null));

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 2)]
    [InlineData("😀", 1)]
    [InlineData("a😀b", 3)]
    public void Length_AnyText_CountsCodePoints(string text, int expected) => Assert.Equal(expected, ContractText.Length(text));

    [Fact]
    public void Length_LoneSurrogates_CountOneEach()
    {
        Assert.Equal(1, ContractText.Length("\ud83d"));
        Assert.Equal(2, ContractText.Length("\ude00\ud83d"));
        Assert.Equal(3, ContractText.Length("\ud83d\ud83d\ude00\ude00"));
    }

    [Fact]
    public void Length_AnyUnits_IsTheNumberOfRunes() =>
        Properties.ForAll(Texts.Units, text => Assert.Equal(text.EnumerateRunes().Count(), ContractText.Length(text)), runs: 1000);

    [Fact]
    public void IsLongerThanAndFirst_AnyUnits_CountCodePoints() =>
        Properties.ForAll(Texts.Units.Zip(Gen.Choose(0, 20)), one =>
        {
            var (text, count) = one;
            var length = text.EnumerateRunes().Count();
            var first = ContractText.First(text, count);
            Assert.StartsWith(first, text, StringComparison.Ordinal);
            Assert.Equal(Math.Min(count, length), first.EnumerateRunes().Count());
            Assert.Equal(length > count, first.Length < text.Length);
            Assert.Equal(length > count, ContractText.IsLongerThan(text, count));
        }, runs: 1000);

    [Fact]
    public void IndexOfControlCharacter_EachUnit_FindsCategoriesThatBeginWithC()
    {
        for (var unit = 0; unit <= 0xffff; unit++)
        {
            var text = ((char)unit).ToString();
            Assert.True(Control.IsMatch(text) == (ContractText.IndexOfControlCharacter(text) == 0), $"U+{unit:X4}");
        }
    }

    [Theory]
    [InlineData(0x00)] // Cc
    [InlineData(0x09)]
    [InlineData(0x1b)]
    [InlineData(0x7f)]
    [InlineData(0x85)]
    [InlineData(0x9f)]
    [InlineData(0xad)] // Cf
    [InlineData(0x200b)]
    [InlineData(0x200d)]
    [InlineData(0x202e)]
    [InlineData(0x2060)]
    [InlineData(0xfeff)]
    [InlineData(0x110bd)]
    [InlineData(0xe0001)]
    [InlineData(0xe000)] // Co
    [InlineData(0xf0000)]
    [InlineData(0x10fffd)]
    [InlineData(0x0378)] // Cn
    [InlineData(0xfdd0)]
    [InlineData(0xffff)]
    [InlineData(0x1ffff)]
    [InlineData(0x10ffff)]
    public void IndexOfControlCharacter_ControlFormatPrivateAndUnassigned_AreFoundAtTheirCodePoint(int codePoint) =>
        Assert.Equal(2, ContractText.IndexOfControlCharacter($"é😀{char.ConvertFromUtf32(codePoint)}\u0001"));

    [Fact]
    public void IndexOfControlCharacter_LoneSurrogate_IsFound()
    {
        foreach (var text in new[] { "\ud83d", "\ude00", "\ude00\ud83d", "\ud83dx" })
            Assert.Equal(2, ContractText.IndexOfControlCharacter("😀😀" + text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ~")]
    [InlineData("\u00a0\u2028\u2029\u3000")]
    [InlineData("é中😀\ufffd\U0001f9ec\U00020000")]
    public void IndexOfControlCharacter_OtherCharacters_AreNotFound(string text) => Assert.Equal(-1, ContractText.IndexOfControlCharacter(text));

    [Fact]
    public void IndexOfControlCharacter_TabAndLineFeedAllowed_SkipsOnlyThese()
    {
        Assert.Equal(-1, ContractText.IndexOfControlCharacter("\ta\n", allowTabAndLineFeed: true));
        Assert.Equal(0, ContractText.IndexOfControlCharacter("\ta\n"));
        for (var c = '\0'; c < ' '; c++)
            Assert.Equal(c is '\t' or '\n' ? -1 : 1, ContractText.IndexOfControlCharacter($"\n{c}", allowTabAndLineFeed: true));
    }

    [Fact]
    public void CompareByCodePoint_WellFormedTexts_IsTheOrderOfUtf32() =>
        Properties.ForAll(Texts.WellFormed.Zip(Texts.WellFormed).Zip(Texts.WellFormed), three =>
        {
            // A common prefix makes the interesting comparisons likely.
            var ((beginning, a), b) = three;
            foreach (var (left, right) in new[] { (a, b), (beginning + a, beginning + b), (beginning, beginning + b) })
                Assert.Equal(
                    Math.Sign(left.EnumerateRunes().Select(r => r.Value).ToArray().AsSpan()
                        .SequenceCompareTo(right.EnumerateRunes().Select(r => r.Value).ToArray())),
                    Math.Sign(ContractText.CompareByCodePoint(left, right)));
        }, runs: 1000);

    [Fact]
    public void CompareByCodePoint_AnyUnits_IsATotalOrder() =>
        Properties.ForAll(Texts.Units.Zip(Texts.Units).Zip(Texts.Units), three =>
        {
            var ((a, b), c) = three;
            var ab = Math.Sign(ContractText.CompareByCodePoint(a, b));
            Assert.Equal(-ab, Math.Sign(ContractText.CompareByCodePoint(b, a)));
            Assert.Equal(string.Equals(a, b, StringComparison.Ordinal), ab == 0);
            Assert.Equal(0, ContractText.CompareByCodePoint(a, a));
            string[] sorted = [a, b, c];
            Array.Sort(sorted, ContractText.CompareByCodePoint);
            Assert.True(ContractText.CompareByCodePoint(sorted[0], sorted[1]) <= 0);
            Assert.True(ContractText.CompareByCodePoint(sorted[1], sorted[2]) <= 0);
            Assert.True(ContractText.CompareByCodePoint(sorted[0], sorted[2]) <= 0);
        }, runs: 1000);

    [Fact]
    public void CompareByCodePoint_AboveTheBasicPlane_ComesLast()
    {
        Assert.True(ContractText.CompareByCodePoint("\uffff", "😀") < 0);
        Assert.True(string.CompareOrdinal("\uffff", "😀") > 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u001f")]
    public void RequiredAndOptional_Blank_AreMissingAndNull(string? text)
    {
        Assert.Null(ContractText.Optional(text, "name"));
        if (text is null)
            return;
        var fault = Assert.Throws<ServiceException>(() => ContractText.Required(text, "userid"));
        Assert.Equal(ErrorKind.MissingParameter, fault.Kind);
        Assert.Equal("userid", fault.Detail);
    }

    [Fact]
    public void Required_WhiteSpaceControlCharactersAtTheEnds_AreTrimmedBeforeTheyCount()
    {
        Assert.Equal("a b", ContractText.Required("\t\r\n\u001ca b\u0085", "node"));
        AssertIllegal("node contains control characters", "a\tb");
        AssertIllegal("node contains control characters", "\0a");
    }

    [Fact]
    public void Required_LongerThanAllowed_IsRefusedAfterControlCharacters()
    {
        var max = string.Concat(Enumerable.Repeat("😀", 256));
        Assert.Equal(max, ContractText.Required($"  {max}  ", "node"));
        AssertIllegal("node exceeds maximum length of 256", max + "x");
        AssertIllegal("node contains control characters", max + "x\u0001x");
    }

    private static void AssertIllegal(string detail, string text)
    {
        foreach (var read in new Func<object?>[] { () => ContractText.Required(text, "node"), () => ContractText.Optional(text, "node") })
        {
            var fault = Assert.Throws<ServiceException>(read);
            Assert.Equal(ErrorKind.IllegalParameter, fault.Kind);
            Assert.Equal(detail, fault.Detail);
        }
    }
}
