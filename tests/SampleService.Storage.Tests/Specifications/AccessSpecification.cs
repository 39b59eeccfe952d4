using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IAccessStore"/> does.</summary>
public abstract class AccessSpecification : StoreSpecification
{
    private static readonly UserName Bob = Make.User("bob");

    private Timestamp _created;

    [StoreFact]
    public async Task Find_Unknown_IsNull() => Assert.Null(await Access.FindAsync(SampleId.New(TimeProvider.System), Bob, default));

    [StoreFact]
    public async Task Find_NewSample_IsRecordedFromItsCreation()
    {
        var id = await CreateAsync();
        Clock.Now = Clock.Now.Plus(10);

        var record = (await Access.FindAsync(id, Make.User("alice"), default))!;

        Assert.Equal((_created, _created), (record.Created, record.RecordedSince));
        Assert.Equal((Make.User("alice"), 1L), (record.Header.Acls.Owner, record.Header.AclVersion));
        Assert.Empty(record.Changes);
    }

    [StoreFact]
    public async Task Find_ChangesOfOneUser_AreToldTheNewestFirst()
    {
        var id = await CreateAsync();
        await ChangeAsync(id, 10, acls => acls with { Write = Make.Users("bob") });
        await ChangeAsync(id, 20, acls => acls with { Admin = Make.Users("carol") });
        await ChangeAsync(id, 30, acls => acls with { Write = UserSet.Empty, Read = Make.Users("bob"), PublicRead = true });
        await ChangeAsync(id, 40, acls => acls with { Read = UserSet.Empty });

        var record = (await Access.FindAsync(id, Bob, default))!;
        var everybody = (await Access.FindAsync(id, null, default))!;

        Assert.Equal(
            [
                Change(40, AccessLevel.Read, AccessLevel.None, true, true),
                Change(30, AccessLevel.Write, AccessLevel.Read, false, true),
                Change(10, AccessLevel.None, AccessLevel.Write, false, false),
            ],
            record.Changes);
        Assert.Equal([Change(30, AccessLevel.None, AccessLevel.None, false, true)], everybody.Changes);
        Assert.Equal(_created, record.RecordedSince);
    }

    [StoreFact]
    public async Task Find_OldSample_IsRecordedFromItsFirstChange()
    {
        var id = await CreateAsync();
        await ForgetOrdinalAsync(id);
        await ChangeAsync(id, 10, acls => acls with { Write = Make.Users("bob") });
        await ChangeAsync(id, 20, acls => acls with { Write = UserSet.Empty });

        var record = (await Access.FindAsync(id, Bob, default))!;

        Assert.Equal(_created.Plus(10), record.RecordedSince);
        Assert.Equal(
            [Change(20, AccessLevel.Write, AccessLevel.None, false, false), Change(10, AccessLevel.None, AccessLevel.Write, false, false)], record.Changes);
    }

    [StoreFact]
    public async Task Find_ManyChanges_AllAreLookedThrough()
    {
        var id = await CreateAsync();
        await ChangeAsync(id, 1, acls => acls with { Write = Make.Users("bob") });
        for (var i = 2; i < 60; i++)
            await ChangeAsync(id, i, acls => acls with { PublicRead = !acls.PublicRead });

        var record = (await Access.FindAsync(id, Bob, default))!;

        Assert.Equal(59, record.Changes.Count);
        Assert.Equal(_created.Plus(1), record.Changes[^1].At);
        Assert.Equal(_created, record.RecordedSince);
    }

    [StoreFact]
    public async Task Find_LongStates_NoMoreThanSomeCharactersAreLookedAt()
    {
        var id = await CreateAsync();
        await ChangeAsync(id, 1, acls => acls with { Write = Make.Users("bob") });
        for (var i = 2; i < 12; i++)
            await ChangeAsync(id, i, acls => acls with { Read = Make.Users($"user{i}") });
        await ExecuteAsync($"UPDATE sample_acl_changes SET state = state || '{new string(' ', AccessRecord.MaxExaminedCharacters / 4)}'");

        var record = (await Access.FindAsync(id, Bob, default))!;

        Assert.Empty(record.Changes);
        Assert.Equal(_created.Plus(8), record.RecordedSince);
        Assert.Equal(AccessLevel.Write, record.Header.Acls.LevelOf(Bob));
    }

    [StoreFact]
    public async Task Find_StrangeNames_AreFoundExactly()
    {
        var id = await CreateAsync();
        string[] names = ["$.users", "a\"b", "Zoë 🧪", "[0]", "a.b"];
        await ChangeAsync(id, 10, acls => acls with { Read = Make.Users(names) });

        foreach (var name in names)
            Assert.Single((await Access.FindAsync(id, Make.User(name), default))!.Changes);
        Assert.Empty((await Access.FindAsync(id, Make.User("a"), default))!.Changes);
    }

    [StoreFact]
    public async Task FindLinkedObjects_NewestLinkFirst_EachOnceWithItsFirstLink()
    {
        var sample = await StoreSampleAsync();
        var begun = Clock.Now;
        await LinkAsync(sample, 10, Make.Unit(1, 1, 1, "a"));
        await LinkAsync(sample, 20, Make.Unit(2, 1, 1));
        var ended = await LinkAsync(sample, 30, Make.Unit(3, 1, 1));
        await Links.ExpireAsync(Make.Expiry(ended), default);
        await LinkAsync(sample, 40, Make.Unit(1, 1, 1, "b"));
        await LinkAsync(await StoreSampleAsync(), 50, Make.Unit(4, 1, 1));

        var found = await Access.FindLinkedObjectsAsync(sample.Sample, 10, default);

        Assert.Equal(
            [("1/1/1", begun.Plus(10)), ("3/1/1", begun.Plus(30)), ("2/1/1", begun.Plus(20))], found.Select(one => (one.Upa.ToString(), one.Since)));
        Assert.All(found, one => Assert.Equal(Make.User("carol"), one.LinkedBy));
        Assert.Equal(["1/1/1", "3/1/1"], (await Access.FindLinkedObjectsAsync(sample.Sample, 2, default)).Select(one => one.Upa.ToString()));

        async Task<LinkId> LinkAsync(SampleVersionId to, long at, DataUnit unit)
        {
            Clock.Now = begun.Plus(at);
            return (await Links.CreateAsync(Make.Link(unit, to), default)).Link!.Id;
        }
    }

    /// <summary>Makes a sample one that was there before ordinals were, and not looked at since.</summary>
    protected abstract Task ForgetOrdinalAsync(SampleId id);

    private async Task<SampleId> CreateAsync()
    {
        _created = Clock.Now;
        return (await StoreSampleAsync()).Sample;
    }

    private async Task ChangeAsync(SampleId id, long at, Func<SampleAcls, SampleAcls> change)
    {
        Clock.Now = _created.Plus(at);
        var current = (await Samples.FindAsync(id, default))!;
        var outcome = await Samples.ReplaceAclsAsync(
            new NewAcls(id, current.AclVersion, change(current.Acls), WriteId.New(), Make.User("alice"), at == 20), default);
        Assert.True(outcome.Changed);
    }

    private RightChange Change(long at, AccessLevel from, AccessLevel to, bool wasPublic, bool isPublic) =>
        new(_created.Plus(at), Make.User("alice"), at == 20, from, to, wasPublic, isPublic, Make.User("alice"));
}
