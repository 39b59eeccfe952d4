namespace SampleService.Client.Tests.Support;

/// <summary>What a caller does with validated metadata and vocabularies, as <see cref="Story"/> has the other subjects.</summary>
internal static class MetadataStory
{
    public static async Task MetadataAsync(ISampleService service)
    {
        var told = await service.GetMetadataKeyStaticMetadataAsync(new() { Keys = ["depth"], Prefix = 0 }, Patience.Token());
        Assert.Equal("m", told["depth"]["units"].GetString());

        var wrong = Story.Core with { MetaControlled = new() { ["depth"] = new() { { "value", -1 }, { "units", "m" } } }, SourceMeta = [] };
        var finding = Assert.Single(await service.ValidateSamplesAsync(new() { Samples = [new() { Name = "soil core", NodeTree = [wrong] }] }, Patience.Token()));
        Assert.Equal(("depth", "value", "core-1", "soil core"), (finding.Key, finding.SubKey, finding.Node, finding.SampleName));
    }

    public static async Task VocabulariesAsync(ISampleService service)
    {
        var current = (await service.ListVocabulariesAsync(Patience.Token())).Single(vocabulary => vocabulary.Current);
        Assert.True(current.Accepted);
        Assert.True(current.Keys > 0);
        var save = new CreateSampleOperation { Sample = new NewSample { Name = "pinned", NodeTree = [Story.Core] }, Vocabulary = current.Id };
        var done = await service.ApplyAsync(new() { Operations = [save], AsUser = Story.User }, Patience.Token());
        var id = done.Results[0].Result!.Value.GetProperty("id").GetGuid();
        var fine = await service.RevalidateSamplesAsync(
            new() { Vocabulary = current.Id, Samples = [new() { Id = id, Version = 1 }], CompareWith = current.Id }, Patience.Token());
        Assert.Equal((1, 0, 0, null), (fine.Checked, fine.Failed, fine.Reports.Count, fine.Next));
        Assert.InRange((await service.RevalidateSamplesAsync(new() { Scope = FindScope.Mine, Limit = 1 }, Patience.Token())).Checked, 0, 1);
    }
}
