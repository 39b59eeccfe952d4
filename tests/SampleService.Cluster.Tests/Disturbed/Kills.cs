using System.Diagnostics;
using System.Globalization;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Kills a server, or its database, in the middle of writes, time and again.</summary>
internal sealed class Kills(World world, Traffic traffic, Servers servers, Callers callers)
{
    private const int MinAnswers = 20;
    private const int MaxAnswers = 150;

    private readonly Random _random = new(1);
    private readonly List<TimeSpan> _pauses = [];

    /// <summary>The server ends without a word; another takes its place.</summary>
    public async Task KillServiceAsync()
    {
        await callers.AnsweredAsync(_random.Next(MinAnswers, MaxAnswers));
        var member = servers[0];
        member.IsDisturbed = true;
        member.Process.Kill();
        member.IsOpen = false;
        var clock = Stopwatch.StartNew();
        await servers.RestartAsync(0, isOpen: false);
        await ResumeAsync(clock);
    }

    /// <summary>The PostgreSQL server ends without a word and is started again; the service goes on by itself.</summary>
    public async Task KillPostgresAsync(PostgresServer postgres)
    {
        await callers.AnsweredAsync(_random.Next(MinAnswers, MaxAnswers));
        var member = servers[0];
        member.IsDisturbed = true;
        await postgres.KillAsync();
        member.IsOpen = false;
        await postgres.RestartAsync();
        await ResumeAsync(Stopwatch.StartNew());
    }

    /// <summary>What there is to tell in the end.</summary>
    public async Task<string> TellAsync()
    {
        var unknown = new SortedDictionary<string, (int There, int Not)>(StringComparer.Ordinal);
        foreach (var write in world.Unknown)
        {
            var (there, not) = unknown.GetValueOrDefault(write.Kind);
            unknown[write.Kind] = await write.HasHappenedAsync() ? (there + 1, not) : (there, not + 1);
        }

        var pauses = _pauses.Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pauses.Length} kills; {world.Acknowledged} writes acknowledged; {unknown.Values.Sum(u => u.There + u.Not)} of unknown outcome,"
            + $" {unknown.Values.Sum(u => u.There)} of them there ({string.Join(", ", unknown.Select(u => $"{u.Key}: {u.Value.There} of {u.Value.There + u.Value.Not}"))});"
            + $" up again after {pauses[pauses.Length / 2].TotalSeconds:0.00} s in the median, {pauses[^1].TotalSeconds:0.00} s at most");
    }

    /// <summary>Waits until all answers again, and compares. Nobody calls meanwhile, so what is there now is what will be.</summary>
    private async Task ResumeAsync(Stopwatch clock)
    {
        var member = servers[0];
        member.IsDisturbed = true;
        await Task.WhenAll(world.Untouched.Select(async sample =>
        {
            while (await traffic.CallAsync(member, "get_sample", new { id = sample.Id }) is null)
                Assert.True(clock.Elapsed < Eventually.Patience, $"{sample.Id} does not answer");
        }));
        _pauses.Add(clock.Elapsed);
        member.IsDisturbed = false;
        await new FinalCheck(world, traffic, [member]).ReadStateAsync();
        member.IsOpen = true;
    }
}
