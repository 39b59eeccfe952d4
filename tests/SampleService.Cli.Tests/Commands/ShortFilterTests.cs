namespace SampleService.Cli.Tests.Commands;

/// <summary>Short filters as the service takes them.</summary>
public class ShortFilterTests
{
    [Theory]
    [InlineData("""{"on":"meta","key":"depth","gte":{"value":10,"unit":"ft"}}""", "depth>=10ft")]
    [InlineData("""{"on":"meta","key":"depth","lt":{"value":-2.5e3,"unit":"m"}}""", "depth < -2.5e3 m")]
    [InlineData("""{"on":"meta","key":"depth","gt":10}""", "depth>10")]
    [InlineData("""{"on":"meta","key":"date","gte":"2026-06-01"}""", "date>=2026-06-01")]
    [InlineData("""{"on":"meta","key":"material","eq":"Soil"}""", "material=Soil")]
    [InlineData("""{"on":"meta","key":"count","eq":12.50}""", "count=12.50")]
    [InlineData("""{"on":"meta","key":"count","eq":"12"}""", "count=\"12\"")]
    [InlineData("""{"on":"meta","key":"wet","eq":true}""", "wet=true")]
    [InlineData("""{"on":"meta","key":"material","in":["Soil","Rock"]}""", "material=Soil|Rock")]
    [InlineData("""{"on":"meta","key":"material","prefix":"so"}""", "material^=so")]
    [InlineData("""{"on":"meta","key":"material","words":"forest soil"}""", "material~forest soil")]
    [InlineData("""{"on":"meta","key":"material"}""", "material")]
    [InlineData("""{"not":{"on":"meta","key":"material"}}""", "!material")]
    [InlineData("""{"not":{"on":"meta","key":"material","eq":"Soil"}}""", "material!=Soil")]
    [InlineData("""{"on":"meta","key":"owner","eq":"x"}""", "meta:owner=x")]
    [InlineData("""{"on":"owner","in":["alice","bob"]}""", "owner=alice|bob")]
    [InlineData("""{"on":"saved_by","in":["alice"]}""", "saved-by=alice")]
    [InlineData("""{"on":"node_type","in":["SubSample"]}""", "type=SubSample")]
    [InlineData("""{"on":"name","prefix":"PB"}""", "name^=PB")]
    [InlineData("""{"on":"text","words":"rhizo*"}""", "text~rhizo*")]
    [InlineData("""{"on":"created","from":1767225600000}""", "created>=2026-01-01")]
    [InlineData("""{"on":"link","workspace":7}""", "link=7")]
    [InlineData("""{"on":"link","object":"7/3"}""", "link=7/3")]
    [InlineData("""{"on":"link","upa":"7/3/1"}""", "link=7/3/1")]
    public void Read_OneTerm_IsItsCondition(string filter, string term) => Assert.Equal(filter, ShortFilter.Read([term])!.ToJsonString());

    [Fact]
    public void Read_NoTerm_IsNoFilter() => Assert.Null(ShortFilter.Read([]));

    [Fact]
    public void Read_SeveralTerms_AllHold() => Assert.Equal(
        """{"all":[{"on":"meta","key":"material","eq":"Soil"},{"on":"owner","in":["alice"]}]}""",
        ShortFilter.Read(["material=Soil", "owner=alice"])!.ToJsonString());

    /// <summary>Two conditions could be fulfilled by two nodes.</summary>
    [Theory]
    [InlineData("""{"on":"meta","key":"depth","gte":{"value":10,"unit":"ft"},"lte":{"value":5,"unit":"m"}}""", "depth>=10ft", "depth<=5m")]
    [InlineData("""{"on":"saved","to":1767225600000,"from":1735689600000}""", "saved<=2026-01-01", "saved>=2025-01-01")]
    public void Read_BothBoundsOfARange_AreOneCondition(string filter, string one, string other) =>
        Assert.Equal(filter, ShortFilter.Read([one, other])!.ToJsonString());

    [Theory]
    [InlineData(">=3", "'>=3' is no term such as depth>=10ft, material=Soil or owner=alice.")]
    [InlineData("depth>=", "'depth>=' has nothing after >=.")]
    [InlineData("owner~alice", "'owner~alice' has to be owner=VALUE.")]
    [InlineData("text=soil", "'text=soil' has to be text~WORDS.")]
    [InlineData("created=2026-01-01", "'created=2026-01-01' has to be created>=TIME or created<=TIME.")]
    [InlineData("saved>=yesterday", "'yesterday' is no time such as 2027-01-01 or 2027-01-01T12:00:00.")]
    public void Read_WhatIsNoTerm_IsRefusedWithWhatWouldBe(string term, string message) =>
        Assert.Equal(message, Assert.Throws<FailureException>(() => ShortFilter.Read([term])).Message);
}
