using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.RealData;

/// <summary>1 691 samples of three projects, against the oracle.</summary>
public class RealSampleTests
{
    private static readonly Lazy<Sample[]> Samples = new(() => [.. new[] { "sesar_216", "enigma_511", "nmdc_964" }.SelectMany(Read)]);

    [Theory]
    [InlineData("""{"on":"meta","key":"material","eq":"Soil"}""")]
    [InlineData("""{"on":"meta","key":"material","in":["ENVO_01001004","Soil"],"kind":"controlled"}""")]
    [InlineData("""{"on":"meta","key":"depth","gte":{"value":10,"unit":"cm"},"lte":{"value":1,"unit":"ft"}}""")]
    [InlineData("""{"on":"meta","key":"depth","gt":0,"kind":"user"}""")]
    [InlineData("""{"on":"meta","key":"depth","gte":{"value":0,"unit":"m"},"assume_unit":"cm"}""")]
    [InlineData("""{"on":"meta","key":"latitude","gt":35.97,"lt":38.98}""")]
    [InlineData("""{"on":"meta","key":"latitude","gt":{"value":0.6,"unit":"radian"}}""")]
    [InlineData("""{"on":"meta","key":"collection_date","gte":"2013","lt":"2019-06-27"}""")]
    [InlineData("""{"on":"meta","key":"collection_date","value_key":"*","prefix":"DAY"}""")]
    [InlineData("""{"on":"meta","key":"ph","lt":{"value":4,"unit":"pH"}}""")]
    [InlineData("""{"on":"meta","key":"date"}""")]
    [InlineData("""{"on":"meta","key_prefix":"well_","gt":10}""")]
    [InlineData("""{"on":"meta","key":"description","words":"sample avena"}""")]
    [InlineData("""{"on":"text","words":"rhizo* california"}""")]
    [InlineData("""{"on":"text","words":"groundwater 2012"}""")]
    [InlineData("""{"on":"name","prefix":"pb-"}""")]
    [InlineData("""{"on":"node","prefix":"GOLD:gb006"}""")]
    [InlineData("""{"same_node":[{"on":"meta","key":"type_of_well","eq":"SP"},{"on":"meta","key":"area_name","prefix":"area 1"}]}""")]
    [InlineData("""{"all":[{"on":"meta","key":"depth"},{"not":{"on":"meta","key":"depth","eq":{"value":0,"unit":"m"}}}]}""")]
    public void Find_RealSamples_IsWhatTheOracleSaysAndProposed(string filter)
    {
        var read = Filters.Read(filter);
        var evaluator = new FilterEvaluator(read, EvaluationContext.Empty);
        var found = Samples.Value.Where(sample => evaluator.Holds(sample.Facts, sample.Tree)).ToArray();

        Assert.Equal(Samples.Value.Where(sample => Oracle.Holds(filter, sample)), found);
        Assert.InRange(found.Length, 1, Samples.Value.Length - 1);
        Assert.All(found, sample => Assert.NotEmpty(evaluator.Explain(sample.Facts, sample.Tree)));
        var queries = FilterDrivers.Of(read).OfType<ConditionDriver>()
            .Select(driver => PostingQueries.Of(driver.Condition, EvaluationContext.Empty.Terms)).OfType<PostingQuery>().ToArray();
        Assert.All(found, sample => Assert.All(queries, query => Assert.True(query.Proposes(SamplePostings.Of(sample.Facts, sample.Tree)))));
    }

    [Fact]
    public void Postings_OfRealSamples_NeverMissAWord() => Assert.All(Samples.Value, sample =>
    {
        var postings = SamplePostings.Of(sample.Facts, sample.Tree);
        Assert.All(postings.Words, word => Assert.True(
            sample.Matches(new TextCondition("", new WordsTest([new QueryWord(word, IsPrefix: false)])))));
    });

    private static IEnumerable<Sample> Read(string file)
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", $"{file}.jsonl")))
        {
            using var parsed = System.Text.Json.JsonDocument.Parse(line);
            yield return Sample.Of(
                parsed.RootElement.GetProperty("node_tree").GetRawText(),
                Sample.NoFacts with { Name = parsed.RootElement.GetProperty("name").GetString() });
        }
    }
}
