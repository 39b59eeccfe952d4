using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do when the content of a withdrawn sample is erased.</summary>
public abstract class ErasureSpecification : SearchSpecification
{
    private const string Metadata = """{"k":{"value":"Heatherfield"},"depth":{"value":12.5,"units":"m"}}""";

    private static readonly DataUnit Unit = Make.Unit(7, 1, 1, "part");

    [StoreFact]
    public async Task Erase_WithdrawnSample_LeavesNothingOfItsContent()
    {
        var id = await WithdrawnAsync();
        var erased = await Erasures.EraseAsync(id, default);

        Assert.Equal((2, "a mistake", false), (erased!.Head, erased.Withdrawal!.Reason, erased.IsErased));
        for (var version = 1; version <= 2; version++)
        {
            var stored = await Samples.FindVersionAsync(new SampleVersionId(id, version), default);
            Assert.Null(stored!.Name);
            Assert.Equal(
                """[{"id":"erased","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{},"source_meta":[]}]""",
                Encoding.UTF8.GetString(stored.NodeTree.Span));
            Assert.Null(await Samples.FindNodeAsync(stored.Id, new NodeId("root"), default));
            Assert.StartsWith("{\"id\":\"erased\"", Encoding.UTF8.GetString((await Samples.FindNodeAsync(stored.Id, ErasedContent.Node, default))!.Json.Span), StringComparison.Ordinal);
        }
    }

    [StoreFact]
    public async Task Erase_WithdrawnSample_KeepsWhatIsNoContent()
    {
        var id = await WithdrawnAsync();
        var before = (await Samples.FindManyAsync([id], default)).Single();
        await Erasures.EraseAsync(id, default);

        Assert.Equal(before with { IsErased = true }, (await Samples.FindManyAsync([id], default)).Single());
        var link = Assert.Single(await Links.FindBySamplesAsync([new(id, 1)], Clock.Now.Plus(-5), null, default));
        Assert.Equal((Unit, ErasedContent.Node), (link.Unit, link.Node));
        var versions = await History.ReadAsync(
            (snapshot, token) => snapshot.ListVersionsAsync(id, NumberRange.Whole(Timestamp.Earliest, Timestamp.Latest, false), 10, token), default);
        Assert.Equal([(1, "alice"), (2, "bob")], versions.Select(version => (version.Version, version.SavedBy.Value)));
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_SampleThatWasFound_IsFoundByNothing(bool isIndexed)
    {
        var id = await WithdrawnAsync(isIndexed);
        await Erasures.EraseAsync(id, default);
        Assert.Empty(await GatherAsync(new QueueSource()));
        Assert.Empty(await GatherAsync(OnKey("")));
        Assert.Empty(await GatherAsync(OnKey(",\"words\":\"heatherfield\"")));
        await IndexAllAsync();
        Assert.Empty(await GatherAsync(OnKey("")));
    }

    [StoreFact]
    public async Task Erase_Again_DoesNothing()
    {
        var id = await WithdrawnAsync();
        await Erasures.EraseAsync(id, default);
        Assert.True((await Erasures.EraseAsync(id, default))!.IsErased);
        Assert.Equal([(id, 2)], await Erasures.ListErasedAsync(Clock.Now, default));
        Assert.Empty(await Erasures.ListErasedAsync(Clock.Now.Plus(1), default));
    }

    [StoreFact]
    public async Task Erase_SampleThatIsNotWithdrawn_IsLeftAlone()
    {
        var id = await CreateAsync(Metadata);
        Assert.Null((await Erasures.EraseAsync(id, default))!.Withdrawal);
        Assert.Equal("soil core", (await Samples.FindVersionAsync(new SampleVersionId(id, 1), default))!.Name);
        Assert.Null(await Erasures.EraseAsync(SampleId.New(TimeProvider.System), default));
    }

    [StoreFact]
    public async Task Restore_ErasedSample_IsRefused()
    {
        var id = await WithdrawnAsync();
        await Erasures.EraseAsync(id, default);
        var outcome = await Operations.ApplyAsync(Operate.Alice, [Operate.Restore(id)]);
        Assert.Equal($"{id} was erased", outcome.Answers[0].Error!.Detail);
    }

    [StoreFact]
    public async Task Erase_OneOfTwoThatAreAlike_LeavesTheOther()
    {
        var other = await CreateAsync(Metadata);
        await Erasures.EraseAsync(await WithdrawnAsync(isIndexed: true), default);
        Assert.Equal([other], await GatherAsync(OnKey(",\"words\":\"heatherfield\"")));
        Assert.NotNull(await Samples.FindNodeAsync(new SampleVersionId(other, 1), new NodeId("root"), default));
    }

    /// <summary>A withdrawn sample with two versions and an ended link.</summary>
    private async Task<SampleId> WithdrawnAsync(bool isIndexed = false)
    {
        var id = await CreateAsync(Metadata);
        await SaveAsync(id, Metadata);
        await Links.CreateAsync(Make.Link(Unit, new SampleVersionId(id, 1)), default);
        if (isIndexed)
            await IndexAllAsync();
        Clock.Now = Clock.Now.Plus(10);
        await Operations.ApplyAsync(Operate.Alice, [Operate.Withdraw(id)]);
        return id;
    }
}
