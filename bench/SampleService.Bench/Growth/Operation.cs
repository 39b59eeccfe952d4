using System.Text;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Tests.Growth;

namespace SampleService.Bench;

/// <summary>Something whose cost is measured.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="RunAsync">Does it once, for the sample or object of this number.</param>
internal sealed record Operation(string Name, Func<BenchDatabase, int, Task> RunAsync)
{
    private const string Tree = """[{"id":"root","type":"BioReplicate"}]""";

    private static readonly SampleContent Content =
        new("next", Encoding.ASCII.GetBytes(Tree), [new NodeEntry(new NodeId("root"), 1, Tree.Length - 2, NodeEntry.NoParent)]);

    private static readonly LinkLimits Limits = new(10_000, 10_000);

    private static int _objects;

    /// <summary>Those that read come first: what the others add would make listings longer.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("get header and version", async (database, number) =>
        {
            Require(await database.Samples.FindAsync(First(number).Sample, default) is not null);
            Require(await database.Samples.FindVersionAsync(First(number), default) is not null);
        }),
        new("list links of a sample version", async (database, number) => Require(
            (await database.Links.FindBySamplesAsync([First(number)], null, null, default)).Count == GrowthData.LinksPerSample - 1)),
        new("list links of an object version", async (database, number) => Require(
            (await database.Links.FindByObjectAsync(Linked(number), null, default)).Count == GrowthData.LinksPerSample - 1)),
        new("save version", async (database, number) => Require(
            (await database.Samples.SaveVersionAsync(
                new NewVersion(First(number).Sample, new UserName("user"), Content, null, null, WriteId.New()), default)).Status
            == SaveStatus.Saved)),
        new("create link", async (database, number) => Require(
            (await database.Links.CreateAsync(
                new NewLink(
                    LinkId.New(), new DataUnit(NewObject(), ""), First(number), new NodeId("root"), new UserName("user"), null, null,
                    Limits, WriteId.New()), default)).Status
            == LinkStatus.Created)),
    ];

    private static SampleVersionId First(int number) => new(new SampleId(GrowthData.SampleId(number)), 1);

    private static Upa Linked(int number)
    {
        var (workspace, id) = GrowthData.Object(number);
        return new Upa(new WorkspaceId(workspace), id, 1);
    }

    private static Upa NewObject() => new(new WorkspaceId(GrowthData.FreeWorkspace), Interlocked.Increment(ref _objects), 1);

    private static void Require(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("An operation did not do what is to be measured.");
    }
}
