using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SampleService.Actors.Tests;

/// <summary>A host with the grains of this assembly, a clock that stands, and a board on which grains write.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    internal TestHost(Action<ActorOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton(Board);
        services?.Invoke(collection);
        collection.AddActors(options => options.AddGrains(typeof(TestHost).Assembly));
        collection.AddActors(configure);
        _services = collection.BuildServiceProvider();
        Service = _services.GetServices<IHostedService>().Single();
        Service.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    internal FakeTimeProvider Time { get; } = new();

    internal Board Board { get; } = new();

    internal IHostedService Service { get; }

    internal IServiceProvider Services => _services;

    internal IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    internal ActorStatistics Statistics => _services.GetRequiredService<ActorStatistics>();

    public async ValueTask DisposeAsync()
    {
        Board.OpenAll();
        await Service.StopAsync(new CancellationToken(canceled: true));
        await _services.DisposeAsync();
    }
}
