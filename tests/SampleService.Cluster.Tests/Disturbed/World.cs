using System.Collections.Concurrent;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>All that the callers deal with.</summary>
/// <param name="deployment">What it is in.</param>
/// <param name="maxLinks">The limit of links that the deployment was made with.</param>
internal sealed class World(Deployment deployment, int maxLinks = World.LinkLimit)
{
    /// <summary>The limit of active links of an object version, and of a sample version: few, so that callers run into it.</summary>
    public const int LinkLimit = 5;

    private const int Objects = 5;
    private const int SharedSamples = 6;
    private const int UntouchedSamples = 60;

    private int _acknowledged;

    /// <summary>The limit of active links of an object version, and of a sample version, here.</summary>
    public int MaxLinks => maxLinks;

    public Findings Findings { get; } = new();

    /// <summary>The samples that everybody writes.</summary>
    public IReadOnlyList<SampleRecord> Shared { get; private set; } = [];

    /// <summary>Samples that nobody writes: so many keys that each server of a cluster has some of them.</summary>
    public IReadOnlyList<SampleRecord> Untouched { get; private set; } = [];

    /// <summary>Samples that have only their first version.</summary>
    public ConcurrentQueue<SampleRecord> Made { get; } = [];

    /// <summary>The workspace objects that links are made from.</summary>
    public IReadOnlyList<string> Upas { get; } = [.. Enumerable.Range(0, Objects).Select(_ => deployment.NewObject())];

    /// <summary>Writes of which nobody knows what became of them.</summary>
    public ConcurrentQueue<UnknownWrite> Unknown { get; } = [];

    /// <summary>Writes whose success a caller was told.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The data units, each of them one caller's.</summary>
    public ConcurrentDictionary<DataUnit, Register<LinkTarget?>> Units { get; } = new();

    public Deployment Deployment => deployment;

    public IEnumerable<SampleRecord> Samples => Shared.Concat(Made);

    /// <summary>Makes the samples that everybody writes, and some that nobody does, while nothing is disturbed yet.</summary>
    public async Task FillAsync(Func<string, object, Task<Answer?>> call)
    {
        var writer = new SampleWriter("first", this, call);
        for (var i = 0; i < SharedSamples + UntouchedSamples; i++)
            await writer.CreateAsync();
        Shared = [.. Enumerable.Range(0, SharedSamples).Select(_ => Made.TryDequeue(out var sample) ? sample : null!)];
        Untouched = [.. Made];
    }

    public void Acknowledge() => Interlocked.Increment(ref _acknowledged);

    public void AddUser(string name)
    {
        deployment.Fakes.Auth.AddUser(name);
        deployment.Fakes.Workspace.AddUser(name);
    }
}
