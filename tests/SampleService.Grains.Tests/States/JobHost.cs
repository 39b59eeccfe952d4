using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SampleService.Contracts;
using SampleService.Storage;

namespace SampleService.Grains.Tests.States;

/// <summary>One process with jobs, on a database that others may use as well.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private readonly IGrainStateStore _states;
    private readonly ServiceProvider _services;

    public JobHost(IGrainStateStore states)
    {
        _states = states;
        var services = new ServiceCollection();
        services.AddSingleton(states);
        services.AddSingleton<IGrainStorage, GrainStateStorage>();
        services.AddActors(actors => actors.AddGrains(typeof(JobGrain).Assembly));
        _services = services.BuildServiceProvider();
    }

    public IJobGrain Job(string key) => _services.GetRequiredService<IGrainFactory>().GetGrain<IJobGrain>(key);

    /// <summary>Stores a first state that no grain wrote.</summary>
    public async Task WriteAsync(string key, string json) => await _states.WriteAsync(
        GrainStateKey.Of(WireNames.ServiceId, "test-job", key), Encoding.UTF8.GetBytes(json), null, default);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
