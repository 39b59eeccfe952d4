using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

public class AncestryTests
{
    private static readonly SampleId[] Samples = [.. Enumerable.Range(0, 6).Select(i => new SampleId(new Guid(i, 0, 0, new byte[8])))];

    private static Gen<(int From, int To, int What)> Steps =>
        from one in Gen.Choose(0, 5)
        from other in Gen.Choose(0, 5)
        from what in Gen.Choose(0, 3)
        select (one, other, what);

    [Fact]
    public void Has_AnyRelationsAddedAndRemoved_IsWhetherThereIsAWay() => Properties.ForAll(
        Steps.ListOf(),
        steps =>
        {
            var ancestry = new Ancestry { IsWhole = true };
            var edges = new List<(int From, int To)>();
            foreach (var (from, to, what) in steps)
                if (what == 0)
                {
                    ancestry.Remove(Samples[from], Samples[to]);
                    edges.Remove((from, to));
                }
                else
                {
                    ancestry.Add(Samples[from], Samples[to]);
                    edges.Add((from, to));
                }

            for (var from = 0; from < Samples.Length; from++)
            {
                var reached = new HashSet<int> { from };
                while (edges.Any(edge => reached.Contains(edge.From) && reached.Add(edge.To)))
                {
                }

                for (var to = 0; to < Samples.Length; to++)
                    Assert.Equal(reached.Contains(to), ancestry.Has(Samples[from], Samples[to]));
            }
        });

    [Fact]
    public void Has_NotAllKnown_SaysOnlyWhatIsSure()
    {
        var ancestry = new Ancestry();
        ancestry.AddKnown(Samples[0]);
        ancestry.Add(Samples[0], Samples[1]);
        Assert.True(ancestry.Has(Samples[0], Samples[1]));
        Assert.Null(ancestry.Has(Samples[0], Samples[2]));
        ancestry.AddKnown(Samples[1]);
        Assert.False(ancestry.Has(Samples[0], Samples[2]));
    }

    [Fact]
    public void Has_MoreAncestorsThanAreLookedAt_IsNotSaid()
    {
        var ancestry = new Ancestry { IsWhole = true };
        SampleId Far(int i) => new(new Guid(i + 100, 0, 0, new byte[8]));
        for (var i = 0; i < Ancestry.MaxAncestors; i++)
            ancestry.Add(Samples[0], Far(i));
        Assert.False(ancestry.Has(Samples[0], Samples[2]));
        ancestry.Add(Samples[0], Far(Ancestry.MaxAncestors));
        Assert.Null(ancestry.Has(Samples[0], Samples[2]));
    }
}
