using System.Globalization;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Many callers at once. Each makes one call after the other, through one of the servers that are open then.</summary>
/// <param name="world">What they deal with.</param>
/// <param name="traffic">Their calls.</param>
/// <param name="choose">The server of the next call; null while none is open.</param>
/// <param name="maxPause">Milliseconds that a caller does other things in between, at most.</param>
internal sealed class Callers(World world, Traffic traffic, Func<Random, Member?> choose, int maxPause = Callers.MaxPause) : IDisposable
{
    /// <summary>Without pauses, callers would leave a server that starts no processor.</summary>
    private const int MaxPause = 200;

    private readonly CancellationTokenSource _stop = new();
    private Task[] _callers = [];

    public void Start(int count) =>
        _callers = [.. Enumerable.Range(0, count).Select(number => Task.Run(() => RunAsync(number)))];

    /// <summary>Waits until so many more calls have been answered.</summary>
    public Task AnsweredAsync(int calls)
    {
        var target = traffic.Answered + calls;
        return Eventually.IsTrueAsync(
            () => traffic.Answered >= target || _callers.Any(caller => caller.IsFaulted), $"{calls} more calls are answered");
    }

    /// <summary>Lets each caller end its call; an exception that one of them met comes out here.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(Eventually.Patience);
    }

    /// <summary>Sees to it that they do not go on when the test has failed.</summary>
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"c{number}");
        var random = new Random(number);
        Member? member = null;
        Task<Answer?> Call(string method, object argument) => traffic.CallAsync(member!, method, argument);
        var samples = new SampleWriter(name, world, Call);
        var acls = new AclWriter(name, world, Call);
        var links = new LinkWriter(name, world.Upas[number % world.Upas.Count], world, random, Call);
        var reader = new Reader(world, Call);
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(random.Next(maxPause));
            member = choose(random);
            if (member is null)
                continue;
            var sample = world.Shared[random.Next(world.Shared.Count)];
            await (random.Next(11) switch
            {
                0 => samples.CreateAsync(),
                1 => samples.SaveAsync(sample),
                2 => samples.SaveNextAsync(sample),
                3 or 4 => acls.ChangeAsync(sample),
                5 or 6 => links.ChangeAsync(sample),
                7 => reader.ReadHeadAsync(sample),
                8 => reader.ReadAclsAsync(sample),
                9 => reader.ReadLinksOfSampleAsync(sample),
                _ => reader.ReadLinksOfObjectAsync(world.Upas[random.Next(world.Upas.Count)]),
            });
        }
    }
}
