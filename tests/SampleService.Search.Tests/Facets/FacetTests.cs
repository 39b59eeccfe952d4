using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Facets;

public sealed class FacetTests
{
    private static readonly Facet OfK = new("k", null, "value", 20);
    private static readonly Facet OneOfK = new("k", null, "value", 1);

    [Fact]
    public void Count_ValuesOfAllTypes_AreByFrequencyThenNumbersTextsAndBooleans() => Assert.Equal(
        """{"key":"k","kind":"any","value_key":"value","values":[{"value":"b","samples":2},{"value":1,"samples":1},{"value":10,"samples":1},{"value":"B","samples":1},{"value":"a","samples":1},{"value":false,"samples":1},{"value":true,"samples":1}],"others":0,"missing":0,"exact":true}""",
        Count(OfK, "\"a\"", "true", "\"b\"", "10", "\"B\"", "false", "\"b\"", "1"));

    [Fact]
    public void Count_NumberInSeveralForms_IsOneValueAsItWasSeenFirst() => Assert.Equal(
        """{"key":"k","kind":"any","value_key":"value","values":[{"value":1.0,"samples":3},{"value":"1","samples":1}],"others":0,"missing":0,"exact":true}""",
        Count(OfK, "1.0", "1", "1e0", "\"1\""));

    [Fact]
    public void Count_TextInSeveralForms_IsOneValue() =>
        Assert.Contains("\"samples\":2}]", Count(OfK, "\"\\u0062\"", "\"b\""), StringComparison.Ordinal);

    [Fact]
    public void Count_MoreValuesThanAreTold_AreOthers() => Assert.Equal(
        """{"key":"k","kind":"any","value_key":"value","values":[{"value":"b","samples":2}],"others":2,"missing":0,"exact":true}""",
        Count(OneOfK, "\"b\"", "\"a\"", "\"b\"", "\"c\""));

    [Fact]
    public void Count_SampleOfSeveralNodes_CountsEachValueOnceAndIsNoOther()
    {
        var sample = Sample.Of(
            """
            [{"id":"a","type":"BioReplicate","meta_user":{"k":{"value":"x"}}},
             {"id":"b","type":"SubSample","parent":"a","meta_user":{"k":{"value":"x"}},"meta_controlled":{"k":{"value":"y"}}}]
            """);

        Assert.Equal(
            """{"key":"k","kind":"any","value_key":"value","values":[{"value":"x","samples":1}],"others":0,"missing":1,"exact":true}""",
            Write(CountAll([OneOfK], [sample, Sample.WithUser("{}")]).Single()));
    }

    [Theory]
    [InlineData("controlled", "1 missing")]
    [InlineData("user", "0 missing")]
    public void Count_OneKind_LooksAtThatAlone(string kind, string missing)
    {
        var counts = CountAll([new Facet("k", kind == "user" ? SearchedMetadata.User : SearchedMetadata.Controlled, "value", 20)], [Sample.WithValue("1")]).Single();
        Assert.Equal(missing, $"{counts.Missing} missing");
        Assert.Contains($"\"kind\":\"{kind}\"", Write(counts), StringComparison.Ordinal);
    }

    [Fact]
    public void Count_AnyValueKey_CountsAllOfThem() => Assert.Equal(
        """{"key":"k","kind":"any","value_key":"*","values":[{"value":5,"samples":1},{"value":"m","samples":1}],"others":0,"missing":0,"exact":true}""",
        Write(CountAll([new Facet("k", null, null, 20)], [Sample.WithUser("""{"k":{"value":5,"units":"m"}}""")]).Single()));

    [Fact]
    public void Count_NotAllSamples_IsNotExact()
    {
        var counter = new FacetCounter([OfK]);
        Assert.False(counter.ToCounts(isComplete: false).Single().IsExact);
    }

    [Fact]
    public void Count_MoreValuesThanAreRemembered_IsNotExactAndLosesNoSample()
    {
        var counter = new FacetCounter([OfK]);
        for (var i = 0; i <= 10_000; i++)
            counter.Add(Sample.WithValue($"{i}").Tree);

        var counts = counter.ToCounts(isComplete: true).Single();
        Assert.False(counts.IsExact);
        Assert.Equal(10_001, counts.Values.Sum(static value => value.Samples) + counts.Others + counts.Missing);
    }

    [Fact]
    public void Count_RandomSamples_IsWhatALoopCounts() => Properties.ForAll(
        Generated.Sample.ListOf().Zip(Generated.Key.Zip(Gen.Elements("value", "units", null)).Zip(Gen.Choose(1, 4))),
        static t =>
        {
            var facet = new Facet(t.Item2.Item1.Item1, null, t.Item2.Item1.Item2, t.Item2.Item2);
            var counts = CountAll([facet], t.Item1).Single();
            var expected = FacetOracle.Count(facet, t.Item1);
            Assert.Equal(expected.Samples, counts.Values.Select(static value => value.Samples));
            Assert.Equal((expected.Others, expected.Missing), (counts.Others, counts.Missing));
        });

    [Theory]
    [InlineData("""[{"key":"k","size":0}]""", "facets[0].size must be an integer from 1 to 100")]
    [InlineData("""[{"key":"k","size":101}]""", "facets[0].size must be an integer from 1 to 100")]
    [InlineData("""[{"size":1}]""", "facets[0].key")]
    [InlineData("""[{"key":"k","kind":"all"}]""", "facets[0].kind must be one of: controlled, user, any")]
    [InlineData("""[{"key":"k","unit":"m"}]""", "facets[0].unit is not known here")]
    [InlineData("""[1,2,3,4,5,6]""", "facets must have 0 to 5 items")]
    [InlineData("{}", "facets must be a list")]
    public void Read_WhatIsNoFacet_IsRefused(string facets, string fault)
    {
        using var json = JsonText.Parse(Encoding.UTF8.GetBytes(facets));
        var root = json.Root;
        var failure = Assert.Throws<ServiceException>(() => FacetReader.Read(new Parameter(root, "facets")));
        Assert.Contains(fault, failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LeastOfAll_HasDefaults()
    {
        using var json = JsonText.Parse("""[{"key":"k"}]"""u8.ToArray());
        Assert.Equal((OfK.Key, OfK.Kind, OfK.ValueKey, 20), FacetReader.Read(new Parameter(json.Root, "facets")) is [var one] ? (one.Key, one.Kind, one.ValueKey, one.Size) : default);
        Assert.Empty(FacetReader.Read(new Parameter(default, "facets")));
    }

    private static ImmutableArray<FacetCounts> CountAll(ImmutableArray<Facet> facets, IEnumerable<Sample> samples)
    {
        var counter = new FacetCounter(facets);
        foreach (var sample in samples)
            counter.Add(sample.Tree);
        return counter.ToCounts(isComplete: true);
    }

    /// <summary>Counts samples that have one value each.</summary>
    private static string Count(Facet facet, params IEnumerable<string> values) => Write(CountAll([facet], values.Select(Sample.WithValue)).Single());

    private static string Write(FacetCounts counts)
    {
        using var output = new JsonOutput();
        FacetJson.Write(output, counts);
        return Encoding.ASCII.GetString(output.ToArray());
    }
}
