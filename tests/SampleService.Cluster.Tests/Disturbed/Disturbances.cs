using System.Diagnostics;
using System.Globalization;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>What happens to servers while callers go on.</summary>
internal sealed class Disturbances(World world, Traffic traffic, Servers servers, Callers callers, Func<IEnumerable<Member>> doors)
{
    /// <summary>Within this time all that lived on a server that is gone answers again, from where another has taken it over.</summary>
    private static readonly TimeSpan KillBound = TimeSpan.FromSeconds(20);

    /// <summary>A server that is frozen is longer given the benefit of the doubt, as its connections stay.</summary>
    private static readonly TimeSpan FreezeBound = TimeSpan.FromSeconds(40);

    /// <summary>So many calls say that callers go on.</summary>
    private const int Some = 150;

    /// <summary>A server ends without a word, and is started again.</summary>
    public async Task KillAsync(int number)
    {
        var phase = traffic.Begin($"kill of server {number}", mayFail: true);
        var member = Close(number);
        member.Process.Kill();
        await RecoverAsync(phase, KillBound);
        await callers.AnsweredAsync(Some);
        await RestartAsync(number);
    }

    /// <summary>A server stands still until nobody counts on it any more, and then goes on as if no time had passed.</summary>
    public async Task FreezeAsync(int number)
    {
        var phase = traffic.Begin($"freeze of server {number}", mayFail: true);
        var member = Close(number);
        member.Process.Freeze();
        await RecoverAsync(phase, FreezeBound);
        await callers.AnsweredAsync(Some);

        traffic.Begin($"thaw of server {number}", mayFail: true);
        member.Process.Thaw();
        member.IsOpen = true;
        if (await EndsAsync(member))
        {
            member.IsOpen = false;
            await RestartAsync(number);
        }
        else
            member.IsDisturbed = false;
    }

    /// <summary>
    /// A silo of a cluster that the others have declared dead while it was frozen finds that out and ends, as its place is taken. A
    /// process that is alone was missed by no other: it goes on, and is asked what it remembers.
    /// </summary>
    private async Task<bool> EndsAsync(Member member)
    {
        await callers.AnsweredAsync(2 * Some);
        if (world.Deployment.Sharing == Sharing.Cluster)
        {
            await Eventually.IsTrueAsync(() => member.Process.HasExited, "a silo ends that finds itself declared dead");
            return true;
        }

        Assert.False(member.Process.HasExited, member.Process.Output);
        return false;
    }

    /// <summary>A server is asked to stop, and is started again.</summary>
    public async Task DrainAsync(int number)
    {
        var phase = traffic.Begin($"drain of server {number}");
        var member = Close(number);
        var clock = Stopwatch.StartNew();
        member.Process.Terminate();
        await member.Process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        phase.Remarks.Enqueue(string.Create(CultureInfo.InvariantCulture, $"it took {clock.Elapsed.TotalSeconds:0.0} s to stop"));
        Assert.Equal(0, member.Process.ExitCode);
        await callers.AnsweredAsync(Some);
        await RestartAsync(number);
    }

    /// <summary>All servers stop, and are started again; callers have to be somebody else's meanwhile.</summary>
    public async Task RestartAllAsync(int count)
    {
        traffic.Begin("stop of all servers", mayFail: true);
        for (var number = 0; number < count; number++)
            Close(number).Process.Terminate();
        var phase = traffic.Begin("start of all servers", mayFail: true);
        await Task.WhenAll(Enumerable.Range(0, count).Select(servers.RestartAsync));
        await RecoverAsync(phase, FreezeBound);
        traffic.Begin("after the start of all servers");
        await callers.AnsweredAsync(Some);
    }

    /// <summary>Callers turn to the others, as those behind a load balancer do; whoever is still there is in for trouble.</summary>
    private Member Close(int number)
    {
        var member = servers[number];
        member.IsDisturbed = true;
        member.IsOpen = false;
        return member;
    }

    private async Task RestartAsync(int number)
    {
        var phase = traffic.Begin($"start of server {number}");
        var clock = Stopwatch.StartNew();
        await servers.RestartAsync(number);
        phase.Remarks.Enqueue(string.Create(CultureInfo.InvariantCulture, $"it took {clock.Elapsed.TotalSeconds:0.0} s to start"));
        await callers.AnsweredAsync(Some);
    }

    /// <summary>Waits until all keys answer through all doors.</summary>
    private async Task RecoverAsync(Phase phase, TimeSpan bound)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(doors().ToArray().SelectMany(member => world.Untouched.Select(async sample =>
        {
            while (await traffic.CallAsync(member, "get_sample", new { id = sample.Id }) is null)
                Assert.True(clock.Elapsed < Eventually.Patience, $"{sample.Id} does not answer");
        })));
        phase.Remarks.Enqueue(string.Create(CultureInfo.InvariantCulture, $"all keys answered after {clock.Elapsed.TotalSeconds:0.0} s"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, bound);
    }
}
