using System.Text;
using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Applying;

/// <summary>Lines of JSON, and what is wrong with them.</summary>
public class LineSourceTests
{
    [Theory]
    [InlineData("{\"op\":\"a\",\"n\":1.50}\n", "1 {\"op\":\"a\",\"n\":1.50}")]
    [InlineData("\uFEFF{\"op\":\"a\"}\r\n\r\n  \n[{\"op\":\"b\"},{\"op\":\"c\",\"id\":\"#0\"}]", "1 {\"op\":\"a\"}\n4 {\"op\":\"b\"} {\"op\":\"c\",\"id\":\"#0\"}")]
    [InlineData("", "")]
    public void Read_Lines_AreRows(string lines, string rows) => Assert.Equal(rows, RowReading.Lines(Encoding.UTF8.GetBytes(lines)));

    [Theory]
    [InlineData("{\"op\":\"a\"}\n{\"op\":", "row 2: not JSON, byte 7")]
    [InlineData("7", "row 1: neither an operation nor a list of 1 to 1000 operations")]
    [InlineData("[]", "row 1: neither an operation nor a list of 1 to 1000 operations")]
    [InlineData("[[]]", "row 1: neither an operation nor a list of 1 to 1000 operations")]
    [InlineData("{\"op\":\"a\",\"op\":\"b\"}", "row 1: not JSON, or a member stands twice")]
    [InlineData("{\"op\":\"a\",\"id\":\"#1\"}", "row 1: # and a number names no operation of the row")]
    [InlineData("[{\"op\":\"a\"},{\"op\":\"b\",\"from\":{\"id\":\"#2\"}}]", "row 1: # and a number names no operation of the row")]
    public void Read_LineThatIsNone_IsToldWithItsRow(string lines, string told) =>
        Assert.Equal($"samplectl: {told}\nNothing was sent.", RowReading.Lines(Encoding.UTF8.GetBytes(lines)));

    [Fact]
    public void Read_NoUtf8_IsToldWithItsRow() =>
        Assert.Equal("samplectl: row 2: not UTF-8\nNothing was sent.", RowReading.Lines([.. "{\"op\":\"a\"}\n{\"op\":\""u8, 0xE9, .. "\"}\n"u8]));

    [Fact]
    public void Read_ManyFaults_TellsTwenty()
    {
        var told = RowReading.Lines(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 1000)))).Split('\n');

        Assert.Equal(21, told.Length);
        Assert.Equal("samplectl: row 20: not JSON, byte 1", told[19]);
        Assert.Equal("There is more wrong than these 20. Nothing was sent.", told[20]);
    }

    [Fact]
    public void Read_LineLongerThanABuffer_IsWhole()
    {
        var text = new string('a', 300_000);

        Assert.Equal($"1 {{\"op\":\"{text}\"}}\n2 {{\"op\":\"b\"}}", RowReading.Lines(Encoding.UTF8.GetBytes($"{{\"op\":\"{text}\"}}\n{{\"op\":\"b\"}}")));
    }
}
