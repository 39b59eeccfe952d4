namespace SampleService.Domain.Tests;

public class IdTests
{
    private const string Canonical = "12345678-9abc-def0-1234-56789abcdef0";

    [Theory]
    [InlineData("12345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("12345678-9ABC-DEF0-1234-56789abcDEF0")]
    [InlineData("123456789abcdef0123456789abcdef0")]
    [InlineData("123456789ABCDEF0123456789ABCDEF0")]
    [InlineData("{12345678-9abc-def0-1234-56789abcdef0}")]
    [InlineData("{123456789abcdef0123456789abcdef0}")]
    [InlineData("urn:uuid:12345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("urn:uuid:123456789abcdef0123456789abcdef0")]
    [InlineData("urn:uuid:{12345678-9abc-def0-1234-56789abcdef0}")]
    public void TryParse_FormsOfAUuid_AreWrittenInLowerCaseWithHyphens(string text)
    {
        Assert.True(SampleId.TryParse(text, null, out var sample));
        Assert.Equal(Canonical, sample.ToString());
        Assert.Equal(Canonical, new LinkId(sample.Value).ToString());
        Assert.Equal(Canonical, new WriteId(sample.Value).ToString());
        Assert.Equal(sample, SampleId.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 12345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("12345678-9abc-def0-1234-56789abcdef0 ")]
    [InlineData("12345678-9abc-def0-1234-56789abcdef")]
    [InlineData("12345678-9abc-def0-1234-56789abcdef00")]
    [InlineData("12345678-9abc-def0-1234-56789abcdefg")]
    [InlineData("123456789abc-def0-1234-56789abcdef0")]
    [InlineData("123456789-abc-def0-1234-56789abcdef0")]
    [InlineData("12345678-9abc-def0-123456789-abcdef0")]
    [InlineData("-2345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("12345678-+abc-def0-1234-56789abcdef0")]
    [InlineData("12345678-0xbc-def0-1234-56789abcdef0")]
    [InlineData("0x345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("12345678 9abc def0 1234 56789abcdef0")]
    [InlineData("{12345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("12345678-9abc-def0-1234-56789abcdef0}")]
    [InlineData("{{12345678-9abc-def0-1234-56789abcdef0}}")]
    [InlineData("(12345678-9abc-def0-1234-56789abcdef0)")]
    [InlineData("{urn:uuid:12345678-9abc-def0-1234-56789abcdef0}")]
    [InlineData("uuid:12345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("urn:uuid:urn:uuid:12345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("{0x12345678,0x9abc,0xdef0,{0x12,0x34,0x56,0x78,0x9a,0xbc,0xde,0xf0}}")]
    [InlineData("１2345678-9abc-def0-1234-56789abcdef0")]
    [InlineData("12345678-9abc-def0-1234-56789abcdef\0")]
    [InlineData("123456789abcdef0123456789abcde-0")]
    public void TryParse_NotAUuid_IsRefused(string? text)
    {
        Assert.False(SampleId.TryParse(text, null, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => SampleId.Parse(text));
    }

    [Theory]
    [InlineData("1/2/3", "1/2/3")]
    [InlineData("+1/+2/+3", "1/2/3")]
    [InlineData("001/0002/03", "1/2/3")]
    [InlineData("+007/1/1", "7/1/1")]
    [InlineData(" 1 / 2\t/\u00a03\n", "1/2/3")]
    [InlineData("\u001c+1\u3000/2/3", "1/2/3")]
    [InlineData("9223372036854775807/9223372036854775807/9223372036854775807", "9223372036854775807/9223372036854775807/9223372036854775807")]
    [InlineData("000000000000000000000000000000009223372036854775807/1/1", "9223372036854775807/1/1")]
    public void TryParse_FormsOfAUpa_AreBroughtToTheCanonicalOne(string text, string canonical)
    {
        Assert.True(Upa.TryParse(text, null, out var upa));
        Assert.Equal(canonical, upa.ToString());
        Assert.Equal(upa, Upa.Parse(canonical));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1/2")]
    [InlineData("1/2/3/4")]
    [InlineData("1/2/3/")]
    [InlineData("/1/2/3")]
    [InlineData("1//3")]
    [InlineData("1/2/")]
    [InlineData("1/ /3")]
    [InlineData("1/+/3")]
    [InlineData("0/1/1")]
    [InlineData("1/0/1")]
    [InlineData("1/1/0")]
    [InlineData("1/1/+000")]
    [InlineData("-1/1/1")]
    [InlineData("++1/1/1")]
    [InlineData("+ 1/1/1")]
    [InlineData("1/1/1.0")]
    [InlineData("1/1/1e1")]
    [InlineData("1_1/1/1")]
    [InlineData("1,000/1/1")]
    [InlineData("0x1/1/1")]
    [InlineData("1/1/1\0")]
    [InlineData("1\0/1/1")]
    [InlineData("1/1/\u0661")]
    [InlineData("1/1/１")]
    [InlineData("9223372036854775808/1/1")]
    [InlineData("1/9223372036854775808/1")]
    [InlineData("1/1/99999999999999999999999999")]
    [InlineData("1/1/1\u200b")]
    [InlineData("a/b/c")]
    public void TryParse_NotAUpa_IsRefused(string? text)
    {
        Assert.False(Upa.TryParse(text, null, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => Upa.Parse(text));
    }

    [Fact]
    public void DataUnit_WithAndWithoutAPart_AreDifferentUnits()
    {
        var upa = Upa.Parse("1/2/3");

        Assert.Equal("1/2/3", new DataUnit(upa, "").ToString());
        Assert.Equal("1/2/3:part", new DataUnit(upa, "part").ToString());
        Assert.NotEqual(new DataUnit(upa, ""), new DataUnit(upa, "part"));
    }

    [Theory]
    [InlineData("1", 1, false)]
    [InlineData("2147483646", 2147483646, false)]
    [InlineData("2147483647", int.MaxValue, true)]
    [InlineData("2147483648", int.MaxValue, true)]
    [InlineData("1180591620717411303424", int.MaxValue, true)]
    public void FromDigits_AnySize_KeepsTheDigitsForMessages(string digits, int value, bool beyond)
    {
        var version = VersionNumber.FromDigits(digits);

        Assert.Equal(value, version.Value);
        Assert.Equal(beyond, version.IsBeyondAll);
        Assert.Equal(digits, version.ToString());
    }

    [Fact]
    public void CompareTo_VersionNumbers_IsByNumber()
    {
        Assert.True(new VersionNumber(9).CompareTo(new VersionNumber(10)) < 0);
        Assert.True(new VersionNumber(int.MaxValue - 1).CompareTo(VersionNumber.FromDigits("1180591620717411303424")) < 0);
        Assert.Equal(new VersionNumber(7), VersionNumber.FromDigits("7"));
    }

    [Fact]
    public void Timestamp_Bounds_AreYears1To9999()
    {
        Assert.Equal(new DateTimeOffset(1, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), Timestamp.Earliest.Milliseconds);
        Assert.Equal(new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero).ToUnixTimeMilliseconds(), Timestamp.Latest.Milliseconds);
        Assert.Equal("-1", new Timestamp(-1).ToString());
        Assert.Equal(new Timestamp(2), Timestamp.Max(new Timestamp(2), new Timestamp(-5)));
        Assert.Equal(new Timestamp(2), Timestamp.Max(new Timestamp(-5), new Timestamp(2)));
    }
}
