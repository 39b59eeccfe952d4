using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IVocabularyStore"/> does, and how each way of saving remembers the vocabulary.</summary>
public abstract class VocabularySpecification : StoreSpecification
{
    private const string Configuration = """{"validators":{"depth":{"validators":[]}}}""";

    private static readonly VocabularyId One = new("0123456789abcdef");
    private static readonly VocabularyId Other = new("fedcba9876543210");

    [StoreFact]
    public async Task List_NoVocabulary_IsEmpty()
    {
        Assert.Empty(await Vocabularies.ListAsync(default));
        Assert.Null(await Vocabularies.FindConfigurationAsync(One, default));
    }

    [StoreFact]
    public async Task Keep_Several_AreListedNewestFirst()
    {
        var first = new KeptVocabulary(One, "release 1", new Timestamp(1000), 3, 2);
        var second = new KeptVocabulary(Other, null, new Timestamp(2000), 0, 0);
        await Vocabularies.KeepAsync(second, "{}", default);
        await Vocabularies.KeepAsync(first, Configuration, default);

        Assert.Equal([second, first], await Vocabularies.ListAsync(default));
        Assert.Equal(Configuration, await Vocabularies.FindConfigurationAsync(One, default));
    }

    [StoreFact]
    public async Task Keep_Again_OnlyALabelChanges()
    {
        var first = new KeptVocabulary(One, null, new Timestamp(1000), 3, 2);
        await Vocabularies.KeepAsync(first, Configuration, default);

        await Vocabularies.KeepAsync(first with { FirstUsed = new Timestamp(2000), Label = "named" }, Configuration, default);
        await Vocabularies.KeepAsync(first with { FirstUsed = new Timestamp(500) }, Configuration, default);

        Assert.Equal([first with { Label = "named" }], await Vocabularies.ListAsync(default));
    }

    [StoreFact]
    public async Task Keep_SeveralProcessesAtOnce_EachVocabularyIsThereOnce()
    {
        await AtOnceAsync(8, async i =>
        {
            await Vocabularies.KeepAsync(new KeptVocabulary(i % 2 == 0 ? One : Other, $"of {i}", new Timestamp(1000 + i), 1, 0), Configuration, default);
            return i;
        });

        Assert.Equal([One, Other], (await Vocabularies.ListAsync(default)).Select(kept => kept.Id).OrderBy(id => id.Value, StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task FindUsed_EachWayOfSaving_IsTheVocabularyOfTheContent()
    {
        var created = Make.Sample();
        await Samples.CreateAsync(created with { Content = created.Content with { Vocabulary = One } }, default);
        var next = Make.Version(created.Id);
        await Samples.SaveVersionAsync(next with { Content = next.Content with { Vocabulary = Other } }, default);
        await Samples.SaveVersionAsync(Make.Version(created.Id), default);
        var applied = Operate.New();
        var sample = SampleReference.Of(applied.Sample, "id");
        var outcome = await Operations.ApplyAsync(
            Operate.Alice,
            [
                applied with { Content = applied.Content with { Vocabulary = One } },
                new SaveNextVersion(sample, Make.Content("next", "root") with { Vocabulary = Other }, null),
                new SaveNextVersion(sample, Make.Content("next", "root"), null),
            ]);
        Assert.True(outcome.IsApplied);

        SampleVersionId[] versions = [.. new[] { created.Id, applied.Sample }.SelectMany(id => Enumerable.Range(1, 4).Select(version => new SampleVersionId(id, version)))];
        var used = await Vocabularies.FindUsedAsync([.. versions, .. versions], default);

        Assert.Equal([One, Other, null, null, One, Other, null, null], versions.Select(version => used.TryGetValue(version, out var id) ? id : (VocabularyId?)null));
    }

    [StoreFact]
    public async Task FindUsed_SamplesCreatedAtOnce_AreEachTheirOwn()
    {
        var samples = Enumerable.Range(0, 40).Select(i =>
        {
            var sample = Make.Sample();
            return sample with { Content = sample.Content with { Vocabulary = (i % 3) switch { 0 => One, 1 => Other, _ => null } } };
        }).ToArray();

        await AtOnceAsync(samples.Length, async i => await Samples.CreateAsync(samples[i], default));

        var used = await Vocabularies.FindUsedAsync([.. samples.Select(sample => new SampleVersionId(sample.Id, 1))], default);
        Assert.Equal(
            samples.Select(sample => sample.Content.Vocabulary),
            samples.Select(sample => used.TryGetValue(new SampleVersionId(sample.Id, 1), out var id) ? id : (VocabularyId?)null));
    }
}
