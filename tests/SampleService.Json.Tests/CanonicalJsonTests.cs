using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Json.Tests;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[true,null]}""", """ { "a" : [ true , null ], "b" : 1 } """, true)]
    [InlineData("""{"a":"é/"}""", """{"\u0061":"\u00e9\/"}""", true)]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""", true)]
    [InlineData("""{"a":{"c":1,"b":2}}""", """{"a":{"b":2,"c":1}}""", true)]
    [InlineData("1", "1.0", false)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("[[1],2]", "[1,[2]]", false)]
    [InlineData("""{"a":null}""", "{}", false)]
    [InlineData("""{"ab":1}""", """{"a":"b:1"}""", false)]
    public void Hash_OfTwoTexts_IsTheSameForTheSameValue(string one, string other, bool same) =>
        Assert.Equal(same, Hash(one).SequenceEqual(Hash(other)));

    [Fact]
    public void Hash_MembersLeftOut_AreThoseOfTheValueAlone()
    {
        Assert.Equal(Hash("""{"a":{"limit":1}}"""), Hash("""{"a":{"limit":1},"limit":2,"cursor":"x"}""", "limit", "cursor"));
        Assert.NotEqual(Hash("""{"a":{"limit":1}}""", "limit"), Hash("""{"a":{}}""", "limit"));
    }

    [Fact]
    public void Hash_OfAnything_IsThatOfItsText()
    {
        var long1 = $"[{string.Join(',', Enumerable.Range(0, 3000).Select(i => $"\"{i}é\""))},\"{new string('x', 50_000)}\"]";
        var text = new ArrayBufferWriter<byte>();
        using var json = JsonText.Parse(Encoding.UTF8.GetBytes(long1));
        CanonicalJson.Write(text, json.Root);

        Assert.Equal(SHA256.HashData(text.WrittenSpan), CanonicalJson.Hash(json.Root));
        Assert.Equal(long1.Replace("é", "\\u00e9", StringComparison.Ordinal), Encoding.ASCII.GetString(text.WrittenSpan));
    }

    private static byte[] Hash(string text, params string[] leftOut)
    {
        using var json = JsonText.Parse(Encoding.UTF8.GetBytes(text));
        return CanonicalJson.Hash(json.Root, leftOut);
    }
}
