using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>
/// Readers, queries and writers at once: an answer is that of some state between the last that was acknowledged before the call began
/// and the last that was begun before it ended.
/// </summary>
public sealed class CacheLoadPropertyTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    /// <summary>Each is a load of its own, with twenty or more writes and a hundred or more reads.</summary>
    private const int Runs = 20;

    private const int Readers = 3;

    private readonly GrainHost _here = processes.Begin();

    [Fact]
    public void Read_WhileTheOwnerWrites_IsNeverOlderThanAcknowledged() => Check([_here]);

    [Fact]
    public async Task Read_WhileTwoSharingProcessesWrite_IsNeverOlderThanAcknowledged()
    {
        var elsewhere = await processes.ElsewhereAsync();
        _here.Ownership.Lose();
        elsewhere.Ownership.Lose();
        await Task.Run(() => Check([_here, elsewhere]));
    }

    private static void Check(GrainHost[] hosts) =>
        Prop.ForAll(
            Gen.Choose(0, 1000).ListOf().Resize(20).ToArbitrary(),
            steps =>
            {
                RunAsync(hosts, [.. steps]).GetAwaiter().GetResult();
                return true;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    /// <summary>Each step tells who writes, and how often others read meanwhile.</summary>
    private static async Task RunAsync(GrainHost[] hosts, int[] steps)
    {
        var sample = new History(await hosts[0].NewSample());
        var writers = Task.WhenAll(
            WriteAsync(hosts, steps, sample.Head, (host, _) => host.Grains.GetSample(sample.Id).Save(Make.Version(Make.Alice))),
            WriteAsync(hosts, steps.Reverse(), sample.Acl, (host, next) =>
                host.Grains.GetSample(sample.Id).ChangeAcls(Make.Acls(Make.Alice, publicRead: next % 2 == 1))));
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => ReadAsync(hosts, reader, sample, writers)));
        await writers;
    }

    private static async Task WriteAsync(
        GrainHost[] hosts, IEnumerable<int> steps, Progress progress, Func<GrainHost, int, Task> write)
    {
        foreach (var step in steps)
        {
            for (var pause = step % 5; pause > 0; pause--)
                await Task.Yield();
            await write(hosts[step % hosts.Length], ++progress.Begun);
            progress.Acknowledged = progress.Begun;
        }
    }

    private static async Task ReadAsync(GrainHost[] hosts, int reader, History sample, Task writers)
    {
        bool isLast;
        do
        {
            isLast = writers.IsCompleted;
            var host = hosts[reader % hosts.Length];
            var (head, acl) = (sample.Head.Acknowledged, sample.Acl.Acknowledged);
            var requester = reader % 2 == 0 ? Make.Bob : Make.Alice;
            try
            {
                var version = reader == 2
                    ? Make.IdOf((await host.Queries.GetSamplesAsync(requester, [new(sample.Id, null)], CancellationToken.None))[0]).Version
                    : await host.Read(requester, sample.Id);
                // A new sample has version 1 and is not public; each change of the ACLs makes it the other.
                Assert.InRange(version, 1 + head, 1 + sample.Head.Begun);
                Assert.True(requester == Make.Alice || acl % 2 == 1 || sample.Acl.Begun > acl, "read after the right was taken");
            }
            catch (ServiceException e) when (e.Kind == ErrorKind.Unauthorized)
            {
                Assert.True(requester == Make.Bob && (acl % 2 == 0 || sample.Acl.Begun > acl), "refused after the right was given");
            }
        }
        while (!isLast);
    }

    private sealed record History(SampleId Id)
    {
        public Progress Head { get; } = new();

        public Progress Acl { get; } = new();
    }

    /// <summary>How many writes of one kind there were; there is one writer of each kind.</summary>
    private sealed class Progress
    {
        public volatile int Begun;
        public volatile int Acknowledged;
    }
}
