using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

public class LinkTests
{
    private static readonly SampleId Sample = SampleId.Parse("12345678-9abc-def0-1234-56789abcdef0");
    private static readonly DataUnit Unit = new(Upa.Parse("1/2/3"), "part");
    private static readonly NodeId Node = new("n");

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(150, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void IsActiveAt_AroundBothBounds_IncludesBoth(long moment, bool active) =>
        Assert.Equal(active, Link(1, 100, 200).IsActiveAt(new Timestamp(moment)));

    [Fact]
    public void IsActiveAt_NotExpired_HasNoUpperBound()
    {
        Assert.True(Link(1, 100).IsActiveAt(Timestamp.Latest));
        Assert.False(Link(1, 100).IsActiveAt(new Timestamp(99)));
        Assert.True(Link(1, -5, -5).IsActiveAt(new Timestamp(-5)));
    }

    [Fact]
    public void Decide_NoActiveLink_CreatesWhateverUpdateSays()
    {
        Assert.Equal(LinkDecision.Create, LinkRules.Decide(Unit, null, new(Sample, 1), Node, update: false));
        Assert.Equal(LinkDecision.Create, LinkRules.Decide(Unit, null, new(Sample, 1), Node, update: true));
    }

    [Theory]
    [InlineData(true, 1, "n", LinkDecision.Keep)]
    [InlineData(true, 1, "N", LinkDecision.Replace)]
    [InlineData(true, 2, "n", LinkDecision.Replace)]
    [InlineData(false, 1, "n", LinkDecision.Replace)]
    public void Decide_ActiveLink_IsKeptOrReplacedOnlyWithUpdate(bool sameSample, int version, string node, LinkDecision decision)
    {
        var active = Link(1, 100);
        var target = new SampleVersionId(sameSample ? Sample : SampleId.Parse("00000000-0000-0000-0000-000000000001"), version);

        Assert.Equal(decision, LinkRules.Decide(Unit, active, target, new NodeId(node), update: true));
        var refusal = Assert.Throws<ServiceException>(() => LinkRules.Decide(Unit, active, target, new NodeId(node), update: false));
        Assert.Equal("Sample service error code 60000 Data link exists for data ID: 1/2/3:part", refusal.Message);
    }

    [Fact]
    public void Decide_WholeObject_IsNamedWithoutAPart() =>
        Assert.Equal("1/2/3", Assert.Throws<ServiceException>(
            () => LinkRules.Decide(Unit with { DataId = "" }, Link(1, 1), new(Sample, 1), Node, update: false)).Detail);

    [Fact]
    public void TooMany_ObjectOrSample_NamesItAndTheLimit()
    {
        Assert.Equal(
            "Sample service error code 60010 Too many data links: More than 10000 links from workspace object 1/2/3",
            LinkRules.TooManyFromObject(Unit.Upa, 10_000).Message);
        Assert.Equal(
            "Sample service error code 60010 Too many data links: More than 5 links from sample 12345678-9abc-def0-1234-56789abcdef0 version 7",
            LinkRules.TooManyFromSample(new(Sample, 7), 5).Message);
    }

    [Fact]
    public void CreationTime_FirstLink_IsNow() => Assert.Equal(new Timestamp(-3), LinkRules.CreationTime(new Timestamp(-3), null));

    [Theory]
    [InlineData(99, 101)]
    [InlineData(100, 101)]
    [InlineData(101, 101)]
    [InlineData(102, 102)]
    public void CreationTime_Replacement_IsLaterThanTheReplaced(long now, long created) =>
        Assert.Equal(new Timestamp(created), LinkRules.CreationTime(new Timestamp(now), Link(1, 100)));

    [Theory]
    [InlineData(99, 100)]
    [InlineData(100, 100)]
    [InlineData(101, 101)]
    public void ExpiryTime_AnyClock_IsNeverBeforeTheCreation(long now, long expired) =>
        Assert.Equal(new Timestamp(expired), LinkRules.ExpiryTime(new Timestamp(now), Link(1, 100)));

    [Fact]
    public void Times_AnyReplacementsUnderAnyClock_ExactlyOneLinkIsActiveAtEachMillisecond()
    {
        var clocks = Gen.Frequency((3, Gen.Choose(0, 3)), (2, Gen.Choose(-20, 20)), (1, Gen.Elements(-500, 500))).ArrayOf()
            .Zip(Gen.Choose(-50, 600));
        Properties.ForAll(clocks, one =>
        {
            var (steps, expiry) = one;
            var now = new Timestamp(0);
            var links = new List<DataLink> { Link(0, 0) };
            foreach (var step in steps)
            {
                now = now.Plus(step);
                var created = LinkRules.CreationTime(now, links[^1]);
                Assert.True(created.CompareTo(now) >= 0);
                links[^1] = links[^1] with { Expired = created.Plus(-1) };
                links.Add(Link(links.Count, created.Milliseconds));
            }

            AssertOneActive(links, 0, links[^1].Created.Milliseconds + 10);

            var ended = LinkRules.ExpiryTime(now.Plus(expiry), links[^1]);
            links[^1] = links[^1] with { Expired = ended };
            AssertOneActive(links, 0, ended.Milliseconds);
            Assert.DoesNotContain(links, link => link.IsActiveAt(new Timestamp(-1)) || link.IsActiveAt(ended.Plus(1)));
            Assert.All(links, link => Assert.True(link.Created.CompareTo(link.Expired!.Value) <= 0));
        }, runs: 200);
    }

    private static void AssertOneActive(List<DataLink> links, long from, long to)
    {
        for (var moment = from; moment <= to; moment++)
            Assert.Equal(1, links.Count(link => link.IsActiveAt(new Timestamp(moment))));
    }

    private static DataLink Link(int number, long created, long? expired = null) => new(
        new LinkId(new Guid(number, 0, 0, new byte[8])), Unit, new SampleVersionId(Sample, 1), Node, new UserName("u"),
        new Timestamp(created), expired is null ? null : new UserName("v"), expired is { } e ? new Timestamp(e) : null);
}
