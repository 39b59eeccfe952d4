using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

/// <summary>Why users may do what they may: from the ACLs as they are, and as they were after each change.</summary>
public class AccessExplanationTests
{
    private const int MaxChanges = 8;

    private static readonly AccessLevel[] Levels = [AccessLevel.Read, AccessLevel.Write, AccessLevel.Admin];

    private static readonly Timestamp Created = new(1_000);

    [Fact]
    public void ReasonsFor_AnyHistory_GiveTheLevelExactlyIfTheAclsDo() => ForAll((acls, record, level) =>
    {
        Assert.Equal(acls[^1].LevelOf(record.User) >= level, record.Allows(level, AccessLevel.None));
        Assert.Equal(record.Allows(level, AccessLevel.None), record.ReasonsFor(level, []).Any());
        Assert.All(record.ReasonsFor(level, []), reason => Assert.True(reason.Level >= level));
    });

    /// <summary>What an administrator of the sample can take away is gone when it is taken.</summary>
    [Fact]
    public void ReasonsFor_ReasonTakenAway_IsGoneAndTheOthersStay() => ForAll((acls, record, level) =>
    {
        foreach (var reason in record.ReasonsFor(level, []).Where(reason => reason.Via != AccessVia.Owner))
        {
            var present = acls[^1];
            var fewer = reason.Via == AccessVia.Public
                ? present with { PublicRead = false }
                : present with { Admin = Without(present.Admin), Write = Without(present.Write), Read = Without(present.Read) };
            var after = RecordOf([.. acls, fewer], record.User);

            Assert.Equal(record.ReasonsFor(level, []).Where(other => other != reason), after.ReasonsFor(level, []));
        }

        UserSet Without(UserSet users) => UserSet.Of(users.Where(user => user != record.User));
    });

    [Fact]
    public void ReasonsFor_AnyHistory_TellTheLastChangeThatGaveTheLevel() => ForAll((acls, record, level) =>
    {
        foreach (var reason in record.ReasonsFor(level, []))
        {
            var since = acls.Count - 1;
            while (since > 0 && Gives(acls[since - 1], reason.Via))
                since--;
            Assert.Equal(At(since), reason.Since);
            Assert.Equal(since == 0 ? null : By(since), reason.GrantedBy);
        }

        bool Gives(SampleAcls at, AccessVia via) => via == AccessVia.Public ? at.PublicRead : at.OwnLevelOf(record.User) >= level;
    });

    [Fact]
    public void Changes_AnyHistory_LeadFromTheFirstAclsToThePresentOnes() => ForAll((acls, record, _) =>
    {
        var (own, isPublic) = (acls[0].OwnLevelOf(record.User), acls[0].PublicRead);
        foreach (var change in record.Changes.Reverse())
        {
            Assert.Equal((own, isPublic), (change.From, change.WasPublic));
            (own, isPublic) = (change.To, change.IsPublic);
        }

        Assert.Equal((acls[^1].OwnLevelOf(record.User), acls[^1].PublicRead), (own, isPublic));
    });

    [Fact]
    public void Build_StatesAfterTheHeader_AreLeftOut()
    {
        var header = new SampleHeader(SampleId.New(TimeProvider.System), SampleAcls.OwnedBy(AclCases.Owner), 1, 2);
        var history = new RightHistory(header, new UserName("a"));
        history.Add(StateOf(AclCases.Acls.Sample(1).First() with { Read = AclCases.Set("a") }, 2, new UserName("a")));
        history.Add(StateOf(header.Acls, 1, new UserName("a")));

        Assert.Empty(history.Build(Created, AclCases.Owner, Created).Changes);
    }

    [Fact]
    public void Build_HistoryThatBeganLater_SaysSinceWhen()
    {
        var acls = SampleAcls.OwnedBy(AclCases.Owner) with { Read = AclCases.Set("a") };
        var header = new SampleHeader(SampleId.New(TimeProvider.System), acls, 1, 5);
        var nothingKept = new RightHistory(header, new UserName("a")).Build(Created, AclCases.Owner, new Timestamp(5_000));
        var history = new RightHistory(header, new UserName("a"));
        history.Add(StateOf(acls, 4, new UserName("a")) with { IsChange = false });
        var begun = history.Build(Created, AclCases.Owner, new Timestamp(5_000));

        Assert.Equal((new Timestamp(5_000), At(4)), (nothingKept.RecordedSince, begun.RecordedSince));
        Assert.All([nothingKept, begun], record => Assert.Equal(
            [new AccessReason(AccessVia.Entry, AccessLevel.Read, null, null)], record.ReasonsFor(AccessLevel.Read, [])));
    }

    /// <summary>Histories of new samples, each user and everybody, each level.</summary>
    private static void ForAll(Action<IReadOnlyList<SampleAcls>, AccessRecord, AccessLevel> check)
    {
        var histories =
            from count in Gen.Choose(0, MaxChanges)
            from changes in AclCases.Acls.ArrayOf(count)
            select (IReadOnlyList<SampleAcls>)[SampleAcls.OwnedBy(AclCases.Owner), .. changes];
        Properties.ForAll(histories, acls =>
        {
            foreach (var user in AclCases.AllUsers.Select(user => (UserName?)user).Append(null))
                foreach (var level in Levels)
                    check(acls, RecordOf(acls, user), level);
        });
    }

    private static AccessRecord RecordOf(IReadOnlyList<SampleAcls> acls, UserName? user)
    {
        var history = new RightHistory(new SampleHeader(SampleId.New(TimeProvider.System), acls[^1], 1, acls.Count), user);
        for (var i = acls.Count - 1; i > 0; i--)
            history.Add(StateOf(acls[i], i, user));
        return history.Build(Created, AclCases.Owner, At(acls.Count - 1));
    }

    private static RightState StateOf(SampleAcls acls, int change, UserName? user) => new(
        change + 1, At(change), By(change), false, true, acls.Owner, user == acls.Owner ? AccessLevel.None : acls.OwnLevelOf(user), acls.PublicRead);

    private static Timestamp At(int change) => Created.Plus(change);

    private static UserName By(int change) => new($"changer{change}");
}
