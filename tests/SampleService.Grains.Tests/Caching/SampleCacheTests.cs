using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>What the cache keeps, for how long, and how much of it.</summary>
public sealed class SampleCacheTests
{
    private const int MaxBytes = 100_000;

    private readonly SampleCache _cache = new(
        new OwnershipEpoch(new SwitchedOwnership(), TimeProvider.System), new SampleCacheOptions(MaxBytes));

    [Fact]
    public void Set_MoreThanFits_KeepsToTheBoundAndWhatIsUsedAgain()
    {
        var (favourite, text) = (NewVersion(), Text(1000));
        _cache.Set(favourite, text);
        var all = new List<SampleVersionId>();
        for (var i = 0; i < 1000; i++)
        {
            all.Add(NewVersion());
            _cache.Set(all[^1], Text(1000));
            Assert.Same(text, _cache.FindDocument(favourite));
            Assert.InRange(_cache.Bytes, 1000, MaxBytes + 2500);
        }

        Assert.InRange(all.Count(id => _cache.FindDocument(id) is not null), 15, MaxBytes / 1000);
        Assert.NotNull(_cache.FindDocument(all[^1]));
    }

    [Fact]
    public void Set_HalfTheBoundTwice_DropsWhatWasNotUsedMeanwhile()
    {
        var (used, unused) = (NewVersion(), NewVersion());
        _cache.Set(used, Text(10));
        _cache.Set(unused, Text(10));
        _cache.Set(used.Sample, new AccessSnapshot(default, Header(used.Sample)));
        _cache.Set(unused.Sample, new AccessSnapshot(default, Header(unused.Sample)));
        Fill();
        Assert.NotNull(_cache.FindDocument(used));
        Assert.NotNull(_cache.FindAccess(used.Sample));
        Fill();
        Assert.NotNull(_cache.FindDocument(used));
        Assert.NotNull(_cache.FindAccess(used.Sample));
        Assert.Null(_cache.FindDocument(unused));
        Assert.Null(_cache.FindAccess(unused.Sample));
    }

    [Fact]
    public void Set_ByManyAtOnce_KeepsToTheBoundAndGivesEachItsOwn()
    {
        var versions = Enumerable.Range(0, 300).Select(i => (Id: NewVersion(), Text: Text(100 + i))).ToArray();
        Parallel.For(0, 20_000, i =>
        {
            var (id, text) = versions[i * 7 % versions.Length];
            _cache.Set(id, text);
            Assert.True(_cache.FindDocument(id) is not { } found || found == text);
        });
        Assert.InRange(_cache.Bytes, 1, MaxBytes + 10_000);
    }

    [Fact]
    public void Set_DocumentLargerThanMaxDocumentBytes_IsNotKept()
    {
        var (fits, large) = (NewVersion(), NewVersion());
        _cache.Set(fits, Text(MaxBytes / 64));
        _cache.Set(large, Text((MaxBytes / 64) + 1));
        Assert.NotNull(_cache.FindDocument(fits));
        Assert.Null(_cache.FindDocument(large));
    }

    [Fact]
    public void Set_OlderHead_LeavesTheNewer()
    {
        var sample = SampleId.New(TimeProvider.System);
        foreach (var (head, expected) in new[] { (2, 2), (1, 2), (3, 3) })
        {
            _cache.Set(sample, new AccessSnapshot(default, Header(sample, head)));
            Assert.Equal(expected, _cache.FindAccess(sample)!.Head);
        }
    }

    [Fact]
    public void Set_OneUsersAccess_LeavesThatOfAllUsersWhileItIsRight()
    {
        var sample = SampleId.New(TimeProvider.System);
        var stamp = new ReadStamp(1, 0);
        var ofAll = new AccessSnapshot(stamp, Header(sample));
        _cache.Set(sample, ofAll);
        _cache.Set(sample, new AccessSnapshot(stamp, 1, default, new UserName("bob"), AccessLevel.None));
        Assert.Same(ofAll, _cache.FindAccess(sample));
        _cache.Set(sample, new AccessSnapshot(new ReadStamp(null, 0), 1, default, new UserName("bob"), AccessLevel.None));
        Assert.Same(ofAll, _cache.FindAccess(sample));
    }

    [Fact]
    public void Set_OneUsersAccessUnderANewerStamp_ReplacesThatOfAllUsers()
    {
        var sample = SampleId.New(TimeProvider.System);
        _cache.Set(sample, new AccessSnapshot(new ReadStamp(1, 0), Header(sample)));
        var newer = new AccessSnapshot(new ReadStamp(1, 1), 1, default, new UserName("bob"), AccessLevel.Read);
        _cache.Set(sample, newer);
        Assert.Same(newer, _cache.FindAccess(sample));
    }

    [Fact]
    public void Set_AllUsersAccess_ReplacesThatOfOneUser()
    {
        var sample = SampleId.New(TimeProvider.System);
        var stamp = new ReadStamp(1, 0);
        var ofOne = new AccessSnapshot(stamp, 1, default, new UserName("bob"), AccessLevel.Read);
        _cache.Set(sample, ofOne);
        Assert.Equal((AccessLevel.Read, null), (ofOne.LevelOf(new UserName("bob")), ofOne.LevelOf(new UserName("alice"))));
        var ofAll = new AccessSnapshot(stamp, Header(sample));
        _cache.Set(sample, ofAll);
        Assert.Same(ofAll, _cache.FindAccess(sample));
        Assert.Equal((AccessLevel.None, AccessLevel.Owner), (ofAll.LevelOf(new UserName("bob")), ofAll.LevelOf(new UserName("alice"))));
    }

    [Fact]
    public void Invalidate_ASample_OutdatesItsStamp()
    {
        var sample = SampleId.New(TimeProvider.System);
        var before = _cache.GetStamp(sample);
        Assert.Equal(before, _cache.GetStamp(sample));
        _cache.Invalidate(sample);
        Assert.NotEqual(before, _cache.GetStamp(sample));
    }

    [Fact]
    public void Admit_SecondRequest_AdmitsUnlessTheFirstWasLongAgo()
    {
        const int Window = 1000;
        var doorkeeper = new Doorkeeper(Window);
        var ids = Enumerable.Range(0, 10 * Window).Select(_ => NewVersion()).ToArray();
        var mistaken = ids.Count(doorkeeper.Admit);
        Assert.InRange(mistaken, 0, ids.Length / 20);
        Assert.True(doorkeeper.Admit(ids[^1]));
        Assert.InRange(ids[..Window].Count(doorkeeper.Admit), 0, Window / 20);
    }

    /// <summary>Half the bound once, with what nobody asks for again.</summary>
    private void Fill()
    {
        for (var bytes = 0; bytes <= MaxBytes / 2; bytes += 1000)
            _cache.Set(NewVersion(), Text(1000));
    }

    private static SampleVersionId NewVersion() => new(SampleId.New(TimeProvider.System), 1);

    private static JsonBytes Text(int bytes) => new(new byte[bytes]);

    private static SampleHeader Header(SampleId sample, int head = 1) =>
        new(sample, SampleAcls.OwnedBy(new UserName("alice")), head, 1);
}
