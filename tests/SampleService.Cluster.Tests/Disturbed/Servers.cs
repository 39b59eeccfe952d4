using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Servers that share a database, and what happens to them.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly ServerOptions _options;
    private readonly Member[] _members;

    private Servers(ServerOptions options, Member[] members) => (_options, _members) = (options, members);

    public IEnumerable<Member> Open => _members.Where(member => member.IsOpen);

    public Member this[int number] => _members[number];

    public static async Task<Servers> StartAsync(ServerOptions options, int count) =>
        new(options, await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartOneAsync(options))));

    /// <summary>One of those that are open; null if none is.</summary>
    public Member? Choose(Random random)
    {
        var open = Open.ToArray();
        return open.Length == 0 ? null : open[random.Next(open.Length)];
    }

    /// <summary>Starts a server in the place of one that is gone.</summary>
    public Task RestartAsync(int number) => RestartAsync(number, isOpen: true);

    /// <summary>Starts a server in the place of one that is gone.</summary>
    public async Task RestartAsync(int number, bool isOpen)
    {
        var gone = _members[number].Process;
        await gone.WaitForExitAsync().WaitAsync(Eventually.Patience);
        _members[number] = await StartOneAsync(_options, isOpen);
        await gone.DisposeAsync();
    }

    /// <summary>Ends them at once, since one that is frozen would not stop.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            if (!member.Process.HasExited)
                member.Process.Kill();
            await member.Process.WaitForExitAsync();
            await member.Process.DisposeAsync();
        }
    }

    private static async Task<Member> StartOneAsync(ServerOptions options, bool isOpen = true) =>
        new(await ServerProcess.StartAsync(options), isOpen);
}
