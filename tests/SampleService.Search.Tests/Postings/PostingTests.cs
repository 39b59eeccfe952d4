using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Postings;

public class PostingTests
{
    private static readonly SamplePostings Core = Of(Sample.Of(
        """
        [{"id":"Core-1","type":"BioReplicate","meta_controlled":{"depth":{"value":10,"units":"ft"},"material":{"value":"Forest SOIL"}},
          "meta_user":{"material":{"value":"Forest Soil","ok":true},"t":{"value":1,"a":"degC","b":"K","c":"Soil"}},
          "source_meta":[{"key":"depth","skey":"z","svalue":{"value":"hidden"}}]}]
        """,
        Sample.NoFacts with { Vocabulary = "5ab3" }));

    [Fact]
    public void Texts_AreNameNodesAndStringsFolded() => Assert.Equal(
        ["Metadata depth/units: ft", "Metadata material/value: forest soil", "Metadata t/a: degc", "Metadata t/b: k", "Metadata t/c: soil", "Name /: soil core", "NodeId /: core-1"],
        Core.Texts.Select(text => $"{text.Key.Subject} {text.Key.Key}/{text.Key.ValueKey}: {text.Value}").Order(StringComparer.Ordinal));

    [Fact]
    public void Numbers_AreThoseThereAndInBaseUnitsOfEachUnitBeside() => Assert.Equal(
        ["Metadata depth : 10", "Metadata depth [length]: 3.048", "Metadata t : 1", "Metadata t [temperature]: 1", "Metadata t scale [temperature]: 274.15", "Saved  : 2000"],
        Core.Numbers.Select(number => FormattableString.Invariant($"{number.Key.Subject} {number.Key.Key} {number.Dimension}: {number.Value}")).Order(StringComparer.Ordinal));

    [Fact]
    public void Words_AreThoseOfTextsAndTheVocabulary() => Assert.Equal(
        ["1", "core", "degc", "forest", "ft", "k", "soil", "v5ab3"], Core.Words.Order(StringComparer.Ordinal));

    [Fact]
    public void Keys_AreThoseThatAreThere() => Assert.Equal(
        ["depth/units", "depth/value", "material/ok", "material/value", "t/a", "t/b", "t/c", "t/value"],
        Core.Keys.Select(key => $"{key.Key}/{key.ValueKey}").Order(StringComparer.Ordinal));

    [Fact]
    public void Texts_LongValue_IsCut()
    {
        var text = new string('x', 63) + "\ud83d\ude00yz";
        var postings = Of(Sample.WithValue($"\"{text}\""));
        Assert.Contains(new TextPosting(SearchKey.Of("k", "value"), text[..65]), postings.Texts);
        foreach (var test in (string[])[$",\"eq\":\"{text}\"", $",\"gte\":\"{text}\"", $",\"lte\":\"{text}\"", $",\"prefix\":\"{text[..65]}\""])
            Assert.True(PostingQueries.Of((Condition)Filters.Read(Filters.OnKey(test)), EvaluationContext.Empty.Terms)!.Proposes(postings));
    }

    [Theory]
    [InlineData("""{"on":"id","in":["01a2008e-1fe0-754b-a18a-a90e9734fdff"]}""", CandidateIndex.Tables, CandidateOrder.Gathered)]
    [InlineData("""{"on":"name","eq":"x"}""", CandidateIndex.Texts, CandidateOrder.Created)]
    [InlineData("""{"on":"name","prefix":"x"}""", CandidateIndex.Texts, CandidateOrder.Gathered)]
    [InlineData("""{"on":"name","words":"x"}""", CandidateIndex.Words, CandidateOrder.CreatedOrGathered)]
    [InlineData("""{"on":"owner","in":["x"]}""", CandidateIndex.Samples, CandidateOrder.Created)]
    [InlineData("""{"on":"created"}""", CandidateIndex.Samples, CandidateOrder.Created)]
    [InlineData("""{"on":"saved"}""", CandidateIndex.Numbers, CandidateOrder.Saved)]
    [InlineData("""{"on":"node","eq":"x"}""", CandidateIndex.Texts, CandidateOrder.Created)]
    [InlineData("""{"on":"node","in":["x"]}""", CandidateIndex.Texts, CandidateOrder.Created)]
    [InlineData("""{"on":"node","prefix":"x"}""", CandidateIndex.Texts, CandidateOrder.Gathered)]
    [InlineData("""{"on":"meta","key":"k"}""", CandidateIndex.Words, CandidateOrder.CreatedOrGathered)]
    [InlineData("""{"on":"meta","key":"k","eq":"x"}""", CandidateIndex.Texts, CandidateOrder.Created)]
    [InlineData("""{"on":"meta","key":"k","eq":1}""", CandidateIndex.Numbers, CandidateOrder.Created)]
    [InlineData("""{"on":"meta","key":"k","in":["x",1]}""", CandidateIndex.Texts, CandidateOrder.Created)]
    [InlineData("""{"on":"meta","key":"k","eq":true}""", CandidateIndex.Words, CandidateOrder.CreatedOrGathered)]
    [InlineData("""{"on":"meta","key":"k","prefix":"x"}""", CandidateIndex.Texts, CandidateOrder.Gathered)]
    [InlineData("""{"on":"meta","key":"k","gt":"x"}""", CandidateIndex.Texts, CandidateOrder.Gathered)]
    [InlineData("""{"on":"meta","key":"k","gt":1}""", CandidateIndex.Numbers, CandidateOrder.Gathered)]
    [InlineData("""{"on":"meta","key":"k","eq":{"value":1,"unit":"m"}}""", CandidateIndex.Numbers, CandidateOrder.Gathered)]
    [InlineData("""{"on":"meta","key":"k","words":"x"}""", CandidateIndex.Words, CandidateOrder.CreatedOrGathered)]
    [InlineData("""{"on":"meta","key":"k","term":{"ontology":"envo","id":"ENVO:1"}}""", CandidateIndex.Texts, CandidateOrder.Created)]
    [InlineData("""{"on":"text","words":"x"}""", CandidateIndex.Words, CandidateOrder.CreatedOrGathered)]
    [InlineData("""{"on":"vocabulary","in":["x"]}""", CandidateIndex.Words, CandidateOrder.CreatedOrGathered)]
    [InlineData("""{"on":"identifier","namespace":"doi"}""", CandidateIndex.Tables, CandidateOrder.Gathered)]
    [InlineData("""{"on":"link","workspace":7}""", CandidateIndex.Tables, CandidateOrder.Gathered)]
    [InlineData("""{"on":"relation","type":"part_of","to":"01a2008e-1fe0-754b-a18a-a90e9734fdff"}""", CandidateIndex.Tables, CandidateOrder.Gathered)]
    public void Drivers_Condition_IsServedAsTheTableSays(string filter, CandidateIndex index, CandidateOrder order)
    {
        var driver = Assert.IsType<ConditionDriver>(Assert.Single(Drivers(filter)));
        Assert.Equal((index, order), (driver.Index, driver.Order));
    }

    [Theory]
    [InlineData("""{"on":"node_type","in":["SubSample"]}""")]
    [InlineData("""{"on":"link","exists":true}""")]
    [InlineData("""{"on":"saved_by","in":["x"]}""")]
    [InlineData("""{"on":"meta","key_prefix":"k","eq":"x"}""")]
    [InlineData("""{"on":"relation","type":"part_of"}""")]
    [InlineData("""{"not":{"on":"name","eq":"x"}}""")]
    [InlineData("""{"any":[{"on":"name","eq":"x"},{"on":"node_type","in":["SubSample"]}]}""")]
    [InlineData("""{"all":[{"not":{"on":"name","eq":"x"}},{"on":"saved_by","in":["x"]}]}""")]
    public void Drivers_FilterThatNoIndexServes_AreNone(string filter) => Assert.Empty(Drivers(filter));

    [Theory]
    [InlineData("""{"all":[{"on":"name","eq":"x"},{"on":"node_type","in":["SubSample"]},{"on":"text","words":"x"}]}""", "filter.all[0]|filter.all[2]")]
    [InlineData("""{"same_node":[{"on":"node_type","in":["SubSample"]},{"on":"meta","key":"k"}]}""", "filter.same_node[1]")]
    [InlineData("""{"any":[{"on":"name","eq":"x"},{"all":[{"on":"text","words":"x"},{"on":"id","in":["01a2008e-1fe0-754b-a18a-a90e9734fdff"]}]}]}""", "(filter.any[0])(filter.any[1].all[0]|filter.any[1].all[1])")]
    public void Drivers_Group_AreThoseOfItsMembers(string filter, string drivers) => Assert.Equal(drivers, Written(Drivers(filter)));

    private static string Written(IEnumerable<Driver> drivers) => string.Join('|', drivers.Select(driver => driver is UnionDriver union
        ? string.Concat(union.Members.Select(member => $"({Written(member)})"))
        : ((ConditionDriver)driver).Condition.Path));

    private static IEnumerable<Driver> Drivers(string filter) => FilterDrivers.Of(Filters.Read(filter));

    private static SamplePostings Of(Sample sample) => SamplePostings.Of(sample.Facts, sample.Tree);
}
