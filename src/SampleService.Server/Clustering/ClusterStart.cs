namespace SampleService.Server;

/// <summary>Tells whether the process has found its cluster: it starts after what is Orleans' and before the doors.</summary>
internal sealed class ClusterStart : IHostedService
{
    public bool IsDone { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        IsDone = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
