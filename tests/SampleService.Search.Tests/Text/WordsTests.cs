using FsCheck.Fluent;
using SampleService.Domain;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Text;

public class WordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("--", "")]
    [InlineData("Soil, PB-Low-5", "soil|pb|low|5")]
    [InlineData("2019-06-26T00:00", "2019|06|26t00|00")]
    [InlineData("ENVO_01001004", "envo|01001004")]
    [InlineData("Caf\u00e9 CAFE\u0301", "caf\u00e9|caf\u00e9")]
    [InlineData("\u0130\u00df \u03a3\u03a3", "\u0130\u00df|\u03c3\u03c3")]
    [InlineData("\ufb01eld m\u00b2", "field|m2")]
    [InlineData("\u571f\u58e4 sample", "\u571f\u58e4|sample")]
    [InlineData("a\ud83d\ude00b \ud835\udc00c", "a|b|ac")]
    [InlineData("x\u0327y", "x\u0327y")]
    [InlineData("\u2167\u2460", "viii1")]
    public void Of_Text_AreItsRunsOfLettersDigitsAndMarks(string text, string words) => Assert.Equal(words, string.Join('|', Words.Of(text)));

    [Fact]
    public void Of_LongRun_IsCut() => Assert.Equal([new string('x', 64), "y"], Words.Of(new string('X', 70) + " y"));

    [Fact]
    public void Holds_EachWordOfAText_IsFoundInIt() => Properties.ForAll(Generated.Text, text =>
    {
        foreach (var word in Words.Of(text))
        {
            Assert.True(new WordsTest([new QueryWord(word, false)]).Holds(text));
            Assert.True(new WordsTest([new QueryWord(ContractText.First(word, 3), true)]).Holds(text));
            Assert.True(Sample.WithValue(System.Text.Json.JsonSerializer.Serialize(text)).Matches(
                new MetadataCondition("", "k", false, null, "value", new WordsTest([new QueryWord(word, false)]))));
        }
    });

    [Theory]
    [InlineData("Soil Core", "soil core")]
    [InlineData("\u00c9T\u00c9", "\u00e9t\u00e9")]
    [InlineData("E\u0301", "\u00e9")]
    [InlineData("\ud801\udc00", "\ud801\udc28")]
    [InlineData("\u1e9e", "\u00df")]
    public void Folded_Text_IsNormalizedAndLower(string text, string folded) => Assert.Equal(folded, FoldedText.Of(text));

    [Fact]
    public void Indexed_LongText_AreItsFirst64CodePoints() =>
        Assert.Equal(string.Concat(Enumerable.Repeat("\ud83d\ude00", 64)), FoldedText.Indexed(string.Concat(Enumerable.Repeat("\ud83d\ude00", 65))));
}
