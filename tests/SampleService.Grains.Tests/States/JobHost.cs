using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SampleService.Storage;

namespace SampleService.Grains.Tests.States;

/// <summary>One process with jobs, on a database that others may use as well.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>Starts it.</summary>
    /// <param name="states">The stored states.</param>
    /// <param name="connectionString">For hosts whose storage connects by itself, which this is none of.</param>
    public JobHost(IGrainStateStore states, string? connectionString)
    {
        var services = new ServiceCollection();
        services.AddSingleton(states);
        services.AddSingleton<IGrainStorage, GrainStateStorage>();
        services.AddActors(actors => actors.AddGrains(typeof(JobGrain).Assembly));
        _services = services.BuildServiceProvider();
    }

    public IJobGrain Job(string key) => _services.GetRequiredService<IGrainFactory>().GetGrain<IJobGrain>(key);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
