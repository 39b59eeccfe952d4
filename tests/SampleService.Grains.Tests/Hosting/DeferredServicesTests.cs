using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Server;

namespace SampleService.Grains.Tests;

public sealed class DeferredServicesTests
{
    [Fact]
    public async Task Start_OneThatWorksInTheBackgroundFails_TheProcessStops()
    {
        using var lifetime = new Lifetime();
        var deferred = Deferred(lifetime, new Failing());

        await deferred.StartAsync(default);

        await lifetime.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Stop_OneCannotBeStopped_TheOthersAre()
    {
        using var lifetime = new Lifetime();
        var (first, last) = (new Recording(), new Recording());
        var deferred = Deferred(lifetime, first, new Unstoppable(), last);
        await deferred.StartAsync(default);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => deferred.StopAsync(default));

        Assert.IsType<InvalidOperationException>(Assert.Single(failure.InnerExceptions));
        Assert.True(first.IsStopped && last.IsStopped);
    }

    private static DeferredServices Deferred(IHostApplicationLifetime lifetime, params IHostedService[] services) =>
        new(services, lifetime, NullLogger<DeferredServices>.Instance);

    private sealed class Failing : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.FromException(new InvalidOperationException("broken"));
    }

    private sealed class Recording : IHostedService
    {
        public bool IsStopped { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            IsStopped = true;
            return Task.CompletedTask;
        }
    }

    private sealed class Unstoppable : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => Stopped.TrySetResult();

        public void Dispose() => _stopping.Dispose();
    }
}
