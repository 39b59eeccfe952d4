using FsCheck.Fluent;
using SampleService.Domain;
using SampleService.Search;
using SampleService.Search.Tests.Support;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Postings propose every sample that they have to.</summary>
public abstract class SearchPostingSpecification : SearchSpecification
{
    [StoreFact]
    public async Task Postings_OfRandomSamples_ProposeAllThatTheyHaveTo()
    {
        foreach (var sample in Gen.Sample(Generated.Sample, 40, 60))
            await CreateAsync(new SampleContent(sample.Facts.Name, sample.Tree, [new NodeEntry(new NodeId("n0"), 0, 1, NodeEntry.NoParent)]));
        await IndexAllAsync();
        var all = (await FindAsync(new AllSource())).ToDictionary(
            candidate => candidate.Ordinal, candidate => SamplePostings.Of(candidate.Facts, candidate.Tree.Span));
        Assert.Equal(40, all.Count);
        Assert.Empty(await GatherAsync(new QueueSource()));

        foreach (var condition in Gen.Sample(Generated.Condition, 300, 60))
        {
            var query = PostingQueries.Of((Condition)Filters.Read(condition), new TestTerms().ContextOf(condition).Terms);
            if (query is null)
                continue;
            var expected = all.Where(sample => query.Proposes(sample.Value)).Select(sample => sample.Key).Order().ToList();
            await ReadAsync(async snapshot =>
            {
                var source = new PostingSource(query);
                var found = await snapshot.GatherAsync(source, Enough, default);
                Assert.True(expected.ToHashSet().IsSubsetOf(found), condition);
                Assert.Equal(found.Count, await snapshot.CountAsync(source, Enough, default));
                Assert.Equal(Math.Min(2, found.Count), await snapshot.CountAsync(source, 2, default));
                Assert.True((await snapshot.GatherAsync(source, 3, default)).Count <= 3);
                if (snapshot.IsOrdered(source))
                    await CheckOrderAsync(snapshot, source, [.. found.Distinct().Order()]);
                return true;
            });
        }
    }

    [StoreTheory]
    [InlineData(",\"eq\":\"Soil\"", 0, 3)]
    [InlineData(",\"in\":[\"clay\",\"sand\"]", 1, 2)]
    [InlineData(",\"prefix\":\"S\"", 0, 2, 3)]
    [InlineData(",\"gte\":\"clay\",\"lt\":\"sand\"", 1, 2, 4, 6)]
    [InlineData(",\"words\":\"forest\"", 4)]
    [InlineData(",\"words\":\"for* soil\"", 4)]
    [InlineData(",\"words\":\"\u00e9t\u00e9*\"", 5)]
    [InlineData(",\"words\":\"ete*\"")]
    [InlineData(",\"words\":\"rhi*\"", 6)]
    [InlineData(",\"words\":\"rhizosph\u00e8re\"", 6)]
    [InlineData(",\"gte\":{\"value\":10,\"unit\":\"ft\"},\"lte\":{\"value\":5,\"unit\":\"m\"}", 7)]
    [InlineData(",\"eq\":12", 8)]
    [InlineData(",\"value_key\":\"units\"", 7)]
    [InlineData(",\"value_key\":\"*\",\"eq\":\"m\"", 7)]
    [InlineData("", 0, 1, 2, 3, 4, 5, 6, 7, 8)]
    public async Task Postings_OfKey_ProposeThese(string members, params int[] expected)
    {
        var ids = new List<SampleId>();
        foreach (var value in (string[])
            ["\"Soil\"", "\"clay\"", "\"sand\"", "\"SOIL\"", "\"Forest soil\"", "\"\u00c9t\u00e9\"", "\"rhizosph\u00e8re\"", "4,\"units\":\"m\"", "12"])
            ids.Add(await CreateAsync($$$"""{"k":{"value":{{{value}}}}}"""));
        ids.Add(await CreateAsync("""{"other":{"value":"Soil"}}""", null));
        await IndexAllAsync();
        Assert.Equal(expected.Select(index => ids[index]), await GatherAsync(OnKey(members)));
    }

    [StoreFact]
    public async Task Postings_OfUnstorableTexts_ProposeThem()
    {
        foreach (var value in (string[])["a\\u0000b", "a\\ud800b", "a\\ud83d\\ude00"])
        {
            var tree = $$$"""[{"id":"root","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{"k":{"value":"{{{value}}}"}},"source_meta":[]}]""";
            await CreateAsync(new SampleContent(null, System.Text.Encoding.ASCII.GetBytes(tree), [new NodeEntry(new NodeId("root"), 1, tree.Length - 2, NodeEntry.NoParent)]));
        }

        await IndexAllAsync();
        var ids = await GatherAsync(new AllSource());
        Assert.Empty(await GatherAsync(new QueueSource()));
        Assert.Contains(ids[0], await GatherAsync(OnKey(",\"prefix\":\"a\"")));
        Assert.Contains(ids[1], await GatherAsync(OnKey(",\"prefix\":\"a\"")));
        Assert.Contains(ids[0], await GatherAsync(new PostingSource(new TextIsQuery(new SearchKeys(SearchKey.Of("k", "value")), ["a\0b"]))));
        Assert.Contains(ids[1], await GatherAsync(new PostingSource(new TextIsQuery(new SearchKeys(SearchKey.Of("k", "value")), ["a\ud800b"]))));
        Assert.Contains(ids[1], await GatherAsync(new PostingSource(new TextRangeQuery(new SearchKeys(SearchKey.Of("k", "value")), "az", "a\ud900"))));
        Assert.Contains(ids[2], await GatherAsync(new PostingSource(new TextRangeQuery(new SearchKeys(SearchKey.Of("k", "value")), "a\ud900", null))));
    }

    [StoreFact]
    public async Task Postings_MoreWordsThanFit_ProposeTheSampleForAnyWord()
    {
        var words = string.Join(' ', Enumerable.Range(0, 120_000).Select(number => $"word{number:x6}"));
        var id = await CreateAsync($$$"""{"k":{"value":"{{{words[..1000]}}}"}}""");
        await ExecuteAsync($"UPDATE sample_versions SET node_tree = replace(node_tree, '{words[..1000]}', '{words}')");
        await IndexAllAsync();
        Assert.Empty(await GatherAsync(new QueueSource()));
        Assert.Equal([id], await GatherAsync(OnKey(",\"words\":\"never\"")));
        Assert.Equal([id], await GatherAsync(OnKey("")));
    }

    [StoreFact]
    public async Task Postings_OfQuotedWords_AreWordsAndNothingElse()
    {
        await CreateAsync("""{"k":{"value":"x"}}""");
        await IndexAllAsync();
        foreach (var word in (string[])["'", "''", "\\", "\"", "a' | 'x", "x:*", "x OR x", "*", "\0"])
            Assert.Empty(await GatherAsync(new PostingSource(new WordsQuery([new QueryWord("q" + word, IsPrefix: false), new QueryWord("x", IsPrefix: true)]))));
    }

    private static async Task CheckOrderAsync(ISearchSnapshot snapshot, CandidateSource source, long[] ordered)
    {
        Assert.Equal(ordered, await snapshot.ListAsync(source, Everything, Enough, default));
        Assert.Equal(ordered.Reverse(), await snapshot.ListAsync(source, Everything with { Descending = true }, Enough, default));
        Assert.Equal(ordered.Take(3), await snapshot.ListAsync(source, Everything, 3, default));
        if (ordered.Length > 2)
            Assert.Equal(ordered[1..^1], await snapshot.ListAsync(source, new OrdinalRange(ordered[1], ordered[^2], Descending: false), Enough, default));
    }
}
