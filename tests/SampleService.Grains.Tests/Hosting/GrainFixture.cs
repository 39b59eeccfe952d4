namespace SampleService.Grains.Tests;

/// <summary>Processes on one database that the tests of a class share, each test with samples of its own.</summary>
public class GrainFixture : IAsyncLifetime
{
    private readonly List<GrainHost> _hosts = [];

    /// <summary>The first process.</summary>
    internal GrainHost Here => _hosts[0];

    private protected virtual GrainHostOptions Options => new();

    public async Task InitializeAsync() => _hosts.Add(await GrainHost.StartAsync(Options));

    public async Task DisposeAsync()
    {
        _hosts.Reverse();
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }

    /// <summary>The first process, with what an earlier test has set undone in all.</summary>
    internal GrainHost Begin()
    {
        _hosts.ForEach(host => host.Reset());
        return Here;
    }

    /// <summary>The second process, or a later one.</summary>
    internal async Task<GrainHost> ElsewhereAsync(int number = 1)
    {
        while (_hosts.Count <= number)
            _hosts.Add(await Here.StartAnotherAsync());
        return _hosts[number];
    }
}

/// <summary>The same of processes that know that others write too.</summary>
public sealed class SharedDatabaseFixture : GrainFixture
{
    private protected override GrainHostOptions Options => new() { IsOwner = false };
}
