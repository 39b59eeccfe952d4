using System.Diagnostics;
using System.Globalization;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Kills a server, or its database, in the middle of writes, time and again.</summary>
internal sealed class Kills(World world, Traffic traffic, Servers servers, Callers callers)
{
    private const int FewestAnswers = 20;
    private const int MostAnswers = 150;

    private readonly Random _random = new(1);
    private readonly List<TimeSpan> _pauses = [];

    /// <summary>The server ends without a word; another takes its place.</summary>
    public async Task KillServiceAsync()
    {
        await callers.AnsweredAsync(_random.Next(FewestAnswers, MostAnswers));
        var member = servers[0];
        member.IsDisturbed = true;
        member.Process.Kill();
        member.IsOpen = false;
        var clock = Stopwatch.StartNew();
        await servers.RestartAsync(0, isOpen: false);
        _pauses.Add(clock.Elapsed);
        await CompareAsync();
    }

    /// <summary>The PostgreSQL server ends without a word and is started again; the service goes on by itself.</summary>
    public async Task KillPostgresAsync(PostgresServer postgres)
    {
        await callers.AnsweredAsync(_random.Next(FewestAnswers, MostAnswers));
        var member = servers[0];
        member.IsDisturbed = true;
        await postgres.KillAsync();
        member.IsOpen = false;
        await postgres.RestartAsync();
        var clock = Stopwatch.StartNew();
        var untouched = world.Untouched[0].Id;
        while (await traffic.CallAsync(member, "get_sample", new { id = untouched }) is null)
            Assert.True(clock.Elapsed < Eventually.Patience, "the service does not go on");
        _pauses.Add(clock.Elapsed);
        member.IsDisturbed = false;
        await CompareAsync();
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

    /// <summary>Nobody calls meanwhile, so what is there now is what will be.</summary>
    private async Task CompareAsync()
    {
        await new FinalCheck(world, traffic, [servers[0]]).ReadStateAsync();
        servers[0].IsOpen = true;
    }
}
