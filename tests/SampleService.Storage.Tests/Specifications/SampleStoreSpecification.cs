using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="ISampleStore"/> does.</summary>
public abstract class SampleStoreSpecification : StoreSpecification
{
    [StoreFact]
    public async Task Create_NewSample_IsFoundWithEveryField()
    {
        var sample = new NewSample(
            SampleId.New(TimeProvider.System), Make.User("älicé 🧪"), Make.Content("名前 🧫 é", "root", "ñ 🧬"), WriteId.New());

        var header = await Samples.CreateAsync(sample, default);

        Assert.Equal(new SampleHeader(sample.Id, SampleAcls.OwnedBy(sample.Owner), 1, 1), header);
        Assert.Equal(header, await Samples.FindAsync(sample.Id, default));
        var version = await Samples.FindVersionAsync(new SampleVersionId(sample.Id, 1), default);
        Assert.NotNull(version);
        Assert.Equal(new SampleVersionId(sample.Id, 1), version.Id);
        Assert.Equal(sample.Owner, version.SavedBy);
        Assert.Equal("名前 🧫 é", version.Name);
        Assert.Equal(sample.Content.NodeTree.ToArray(), version.NodeTree.ToArray());
        Assert.Equal(Clock.Now, version.Saved);
    }

    [StoreFact]
    public async Task FindWithVersion_NoVersionNamed_IsTheNewestWithItsSample()
    {
        var sample = Make.Sample();
        await Samples.CreateAsync(sample, default);
        await Samples.SaveVersionAsync(Make.Version(sample.Id), default);
        await Samples.ReplaceAclsAsync(
            new NewAcls(sample.Id, 1, SampleAcls.OwnedBy(sample.Owner) with { Admin = Make.Users("x", "y"), PublicRead = true }, WriteId.New(), Make.User("alice"), false), default);

        var newest = (await Samples.FindWithVersionAsync(sample.Id, null, default))!;
        Assert.Equal(await Samples.FindAsync(sample.Id, default), newest.Header);
        Assert.Equal(new SampleVersionId(sample.Id, 2), newest.Version!.Id);
        var first = (await Samples.FindWithVersionAsync(sample.Id, new VersionNumber(1), default))!;
        Assert.Equal(newest.Header, first.Header);
        Assert.Equal(new SampleVersionId(sample.Id, 1), first.Version!.Id);
        Assert.Equal(sample.Content.NodeTree.ToArray(), first.Version.NodeTree.ToArray());
    }

    [StoreFact]
    public async Task FindWithVersion_WhatIsNotThere_IsNull()
    {
        var sample = Make.Sample();
        await Samples.CreateAsync(sample, default);
        Assert.Null(await Samples.FindWithVersionAsync(SampleId.New(TimeProvider.System), null, default));
        foreach (var version in (VersionNumber[])[new(2), VersionNumber.FromDigits("1180591620717411303424")])
        {
            var found = (await Samples.FindWithVersionAsync(sample.Id, version, default))!;
            Assert.Equal(1, found.Header.Head);
            Assert.Null(found.Version);
        }
    }

    [StoreFact]
    public async Task Create_WithoutName_HasNone()
    {
        var sample = Make.Sample() with { Content = Make.Content(null, "root") };
        await Samples.CreateAsync(sample, default);
        Assert.Null((await Samples.FindVersionAsync(new SampleVersionId(sample.Id, 1), default))!.Name);
    }

    [StoreFact]
    public async Task Create_LongestNames_AreKept()
    {
        var longest = string.Concat(Enumerable.Repeat("🧪", 256));
        var sample = new NewSample(SampleId.New(TimeProvider.System), Make.User(longest), Make.Content(longest, longest), WriteId.New());
        await Samples.CreateAsync(sample, default);

        var id = new SampleVersionId(sample.Id, 1);
        var version = (await Samples.FindVersionAsync(id, default))!;
        Assert.Equal((longest, longest), (version.Name, version.SavedBy.Value));
        Assert.NotNull(await Samples.FindNodeAsync(id, new NodeId(longest), default));
    }

    [StoreFact]
    public async Task Create_TenThousandNodes_KeepsTreeAndFindsEachNode()
    {
        var nodes = Enumerable.Range(0, 10_000).Select(i => $"node {i}").ToArray();
        var sample = Make.Sample(nodes);
        await Samples.CreateAsync(sample, default);

        var id = new SampleVersionId(sample.Id, 1);
        var version = (await Samples.FindVersionAsync(id, default))!;
        Assert.True(version.NodeTree.Span.SequenceEqual(sample.Content.NodeTree.Span));
        foreach (var i in (int[])[0, 1, 4_999, 9_999])
        {
            var entry = sample.Content.Nodes[i];
            var piece = await Samples.FindNodeAsync(id, entry.Id, default);
            Assert.True(piece!.Json.Span.SequenceEqual(sample.Content.NodeTree.Span.Slice(entry.Start, entry.Length)));
        }
    }

    [StoreFact]
    public async Task Create_SameWriteAgain_FindsItsWork()
    {
        var sample = Make.Sample();
        await Samples.CreateAsync(sample, default);
        await Samples.SaveVersionAsync(Make.Version(sample.Id), default);

        var again = await Samples.CreateAsync(sample, default);

        Assert.Equal(2, again.Head);
        Assert.Equal(again, await Samples.FindAsync(sample.Id, default));
    }

    [StoreFact]
    public async Task Create_IdOfAnother_Throws()
    {
        var sample = Make.Sample();
        await Samples.CreateAsync(sample, default);
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Samples.CreateAsync(sample with { WriteId = WriteId.New() }, default));
    }

    [StoreFact]
    public async Task Create_TwoFirstWritersOfOneId_OneIsStoredAndTheOthersAreTold()
    {
        var id = SampleId.New(TimeProvider.System);
        var writers = Enumerable.Range(0, 20).Select(i => Make.Sample($"node{i}") with { Id = id }).ToArray();
        var writes = writers.Select(sample => Task.Run(async () => await Samples.CreateAsync(sample, default))).ToArray();
        await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, TaskScheduler.Default)));

        var winner = Array.FindIndex(writes, write => write.IsCompletedSuccessfully);
        Assert.Equal(1, writes.Count(write => write.IsCompletedSuccessfully));
        Assert.All(writes.Where(write => write.IsFaulted), write => Assert.IsType<InvalidOperationException>(write.Exception!.InnerException));
        var stored = await Samples.FindVersionAsync(new SampleVersionId(id, 1), default);
        Assert.Equal(writers[winner].Content.NodeTree.ToArray(), stored!.NodeTree.ToArray());
    }

    [StoreFact]
    public async Task Find_Unknown_IsNull()
    {
        var known = await StoreSampleAsync();
        var unknown = new SampleVersionId(SampleId.New(TimeProvider.System), 1);

        Assert.Null(await Samples.FindAsync(unknown.Sample, default));
        Assert.Null(await Samples.FindVersionAsync(unknown, default));
        Assert.Null(await Samples.FindVersionAsync(known with { Version = 2 }, default));
        Assert.Null(await Samples.FindNodeAsync(known, new NodeId("ROOT"), default));
        Assert.Null(await Samples.FindNodeAsync(unknown, new NodeId("root"), default));
        Assert.Null(await Samples.FindNodeAsync(known, new NodeId("ROOT"), default));
        Assert.Null(await Samples.FindNodeAsync(known with { Version = 2 }, new NodeId("root"), default));
        Assert.NotNull(await Samples.FindNodeAsync(known, new NodeId("root"), default));
    }

    [StoreFact]
    public async Task FindNode_OfLaterVersion_IsThatVersionsPiece()
    {
        var id = await StoreSampleAsync("a", "b");
        await Samples.SaveVersionAsync(Make.Version(id.Sample, "b", "c"), default);

        var piece = await Samples.FindNodeAsync(id with { Version = 2 }, new NodeId("c"), default);

        Assert.StartsWith("{\"id\":\"c\",", Encoding.ASCII.GetString(piece!.Json.Span), StringComparison.Ordinal);
        Assert.Null(await Samples.FindNodeAsync(id with { Version = 2 }, new NodeId("a"), default));
    }

    [StoreFact]
    public async Task FindNode_WithChildren_HasThemInTheOrderSaved()
    {
        var id = await StoreSampleAsync("root", "z", "a", "Zoë");
        await Samples.SaveVersionAsync(Make.Version(id.Sample, "root", "b"), default);

        Assert.Equal(["z", "a", "Zoë"], await ChildrenAsync(id, "root"));
        Assert.Equal(["b"], await ChildrenAsync(id with { Version = 2 }, "root"));
        Assert.Empty((await ChildrenAsync(id, "a"))!);
    }

    [StoreFact]
    public async Task FindNode_OfVersionWithoutParents_DoesNotKnowItsChildren()
    {
        var content = Make.Content("from before", "root", "a");
        var sample = Make.Sample() with { Content = content with { Nodes = [.. content.Nodes.Select(node => node with { Parent = null })] } };
        await Samples.CreateAsync(sample, default);

        Assert.Null(await ChildrenAsync(new SampleVersionId(sample.Id, 1), "root"));
        Assert.Null(await ChildrenAsync(new SampleVersionId(sample.Id, 1), "a"));
    }

    private async Task<IEnumerable<string>?> ChildrenAsync(SampleVersionId id, string node) =>
        (await Samples.FindNodeAsync(id, new NodeId(node), default))!.Children?.Select(child => child.Value);

    [StoreFact]
    public async Task FindMany_ThousandsOfIds_EachExistingOnce()
    {
        var stored = new List<SampleId>();
        for (var i = 0; i < 50; i++)
            stored.Add((await StoreSampleAsync()).Sample);
        await Samples.ReplaceAclsAsync(
            new NewAcls(stored[0], 1, SampleAcls.OwnedBy(Make.User("alice")) with { Admin = Make.Users("b", "c"), Read = Make.Users("d") },
                WriteId.New(), Make.User("alice"), false), default);
        var unknown = Enumerable.Range(0, 3_000).Select(_ => SampleId.New(TimeProvider.System));

        var found = await Samples.FindManyAsync([.. stored, .. unknown, .. stored], default);

        Assert.Equal(stored.ToHashSet(), found.Select(header => header.Id).ToHashSet());
        Assert.Equal(stored.Count, found.Count);
        foreach (var header in found)
            Assert.Equal(await Samples.FindAsync(header.Id, default), header);
        Assert.Empty(await Samples.FindManyAsync([], default));
    }

    [StoreFact]
    public async Task FindHeaderVersions_ThousandsOfIds_EachExistingOnceAsItIsNow()
    {
        var first = (await StoreSampleAsync()).Sample;
        var second = (await StoreSampleAsync()).Sample;
        await Samples.SaveVersionAsync(Make.Version(first), default);
        await Samples.ReplaceAclsAsync(
            new NewAcls(second, 1, SampleAcls.OwnedBy(Make.User("alice")) with { PublicRead = true }, WriteId.New(), Make.User("alice"), false), default);
        var unknown = Enumerable.Range(0, 3_000).Select(_ => SampleId.New(TimeProvider.System));

        var found = await Samples.FindHeaderVersionsAsync([first, .. unknown, second, first], default);

        Assert.Equal(
            [new SampleHeaderVersion(first, 2, 1, default), new SampleHeaderVersion(second, 1, 2, default)],
            found.OrderByDescending(version => version.Head));
        Assert.Empty(await Samples.FindHeaderVersionsAsync([], default));
    }

    [StoreFact]
    public async Task FindVersions_Thousands_EachInItsPlace()
    {
        var stored = new List<SampleVersionId>();
        for (var i = 0; i < 20; i++)
        {
            var id = await StoreSampleAsync($"node {i}");
            await Samples.SaveVersionAsync(Make.Version(id.Sample, $"later {i}"), default);
            stored.AddRange([id, id with { Version = 2 }]);
        }

        var asked = new List<VersionQuery>();
        for (var i = 0; i < 3_000; i++)
            asked.Add(Unknown((i % 4) switch
            {
                0 => new(stored[i % 40].Sample, new VersionNumber(stored[i % 40].Version)),
                1 => new(stored[i % 40].Sample, null),
                2 => new(stored[i % 40].Sample, new VersionNumber(3)),
                _ => new(SampleId.New(TimeProvider.System), null),
            }));
        var found = await Samples.FindVersionsAsync(new Requester(Make.User("alice"), false), asked, default);

        Assert.Equal(asked.Count, found.Count);
        foreach (var ((address, _), one) in asked.Zip(found))
        {
            var alone = await Samples.FindVersionAsync(new SampleVersionId(address.Sample, address.Version?.Value ?? 2), default);
            Assert.Equal(alone is null ? null : Encoding.ASCII.GetString(alone.NodeTree.Span), Tree(one));
            Assert.Equal(alone is null ? null : alone with { NodeTree = default }, one.Version is { } version ? version with { NodeTree = default } : null);
            Assert.Equal(stored.Any(id => id.Sample == address.Sample) ? 2 : 0, one.Head);
        }

        Assert.Empty(await Samples.FindVersionsAsync(new Requester(null, false), [], default));

        static string? Tree(FoundVersion one) => one.Version is { } version ? Encoding.ASCII.GetString(version.NodeTree.Span) : null;
    }

    [StoreFact]
    public async Task FindVersions_LeavesOutTheOneThatIsKnown_AndThatAlone()
    {
        var id = (await StoreSampleAsync("first")).Sample;
        await Samples.SaveVersionAsync(Make.Version(id, "second"), default);
        VersionNumber?[] asked = [null, new VersionNumber(1), new VersionNumber(2), VersionNumber.FromDigits("99999999999")];
        foreach (var version in asked)
            foreach (var known in (int[])[0, 1, 2, 3, int.MaxValue])
            {
                var number = version?.Value ?? 2;
                var found = (await Samples.FindVersionsAsync(
                    new Requester(Make.User("alice"), false), [new(new SampleAddress(id, version), known)], default)).Single();
                Assert.Equal((AccessLevel.Owner, 2), (found.AccessLevel, found.Head));
                Assert.Equal(number == known || number > 2 ? null : new SampleVersionId(id, number), found.Version?.Id);
            }
    }

    [StoreFact]
    public async Task FindVersions_HasWhatTheAskerMayDo_AndNoTreeTheyMayNotSee()
    {
        var closed = (await StoreSampleAsync()).Sample;
        var open = (await StoreSampleAsync()).Sample;
        var acls = SampleAcls.OwnedBy(Make.User("alice")) with
        {
            Admin = Make.Users("admin"),
            Write = Make.Users("writer"),
            Read = Make.Users("reader"),
        };
        await Samples.ReplaceAclsAsync(new NewAcls(closed, 1, acls, WriteId.New(), Make.User("alice"), false), default);
        await Samples.ReplaceAclsAsync(new NewAcls(open, 1, acls with { PublicRead = true }, WriteId.New(), Make.User("alice"), false), default);

        foreach (var id in (SampleId[])[closed, open])
            foreach (var name in (string?[])["alice", "admin", "writer", "reader", "Reader", "stranger", null])
                foreach (var administrates in (bool[])[false, true])
                {
                    UserName? user = name is null ? null : Make.User(name);
                    var held = (await Samples.FindAsync(id, default))!.Acls.LevelOf(user);
                    var found = (await Samples.FindVersionsAsync(new Requester(user, administrates), [Unknown(new(id, null))], default)).Single();
                    Assert.Equal((held, 1), (found.AccessLevel, found.Head));
                    Assert.Equal(administrates || held >= AccessLevel.Read, found.Version is not null);
                }
    }

    private static VersionQuery Unknown(SampleAddress address) => new(address, 0);
}
