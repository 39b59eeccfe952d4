using FsCheck.Fluent;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Text;

/// <summary>Expected forms are those of the Unicode standard.</summary>
public class NfkcTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Soil 12", "Soil 12")]
    [InlineData("\u00e9", "\u00e9")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\u00b5m", "\u03bcm")]
    [InlineData("\ufb01eld", "field")]
    [InlineData("\uff21\uff22\uff13", "AB3")]
    [InlineData("m\u00b2", "m2")]
    [InlineData("\u00bd", "1\u20442")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u2126", "\u03a9")]
    [InlineData("a\u0323\u0307", "\u1ea1\u0307")]
    [InlineData("a\u0307\u0323", "\u1ea1\u0307")]
    [InlineData("\u1e9b\u0323", "\u1e69")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u1100\u1161\u11a8", "\uac01")]
    [InlineData("\uac00\u11a8", "\uac01")]
    [InlineData("\uac01", "\uac01")]
    [InlineData("\u3131", "\u1100")]
    [InlineData("\u00a0x", " x")]
    [InlineData("\ud835\udc00", "A")]
    [InlineData("\ud800x", "\ud800x")]
    [InlineData("a\u0300\u0300", "\u00e0\u0300")]
    [InlineData("a\u05ae\u0300", "\u00e0\u05ae")]
    [InlineData("a\u034f\u0301", "a\u034f\u0301")]
    public void Normalize_Text_IsTheStandardsForm(string text, string expected) => Assert.Equal(expected, Nfkc.Normalize(text));

    [Fact]
    public void Normalize_NormalizedText_IsTheSame() => Properties.ForAll(
        Gen.Elements("a", "\u00e9", "\u0301", "\u0323", "\u0307", "\ufb03", "\u00b5", "\u1100", "\u1161", "\u11a8", "\uac00", "\ufdfa", "\u0344", "\ud83d\ude00", "\udc00", " ")
            .ListOf().Select(string.Concat),
        text => Assert.Equal(Nfkc.Normalize(text), Nfkc.Normalize(Nfkc.Normalize(text))));
}
