namespace SampleService.Actors.Runtime;

/// <content>The stop: calls under way end, then the activations do, in bounded time.</content>
internal sealed partial class ActorHost
{
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Draining, Running) != Running)
            return;
        _collector.Dispose();
        foreach (var activation in All)
            activation.CloseGate();

        LookIfDrained();
        if (!await EndsInTimeAsync(_drained.Task, Options.DrainTimeout, cancellationToken))
        {
            Log.DrainTimedOut(QueuedTurns, AwaitingTurns);
            Close();
        }

        // Turns that end now may have activated others; a host that is closed lets no new ones come.
        if (!await EndsInTimeAsync(DeactivateAllAsync(), Options.DeactivationTimeout, cancellationToken))
            Log.ActivationsLeft(Activations);
        Close();
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref _state, Closed) == Closed)
            return;
        _stopped.Cancel();
        foreach (var activation in All)
            activation.Abandon(Stopping());
    }

    private async Task DeactivateAllAsync()
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The grain host is stopping.");
        while (All.ToArray() is { Length: > 0 } activations)
        {
            foreach (var activation in activations)
                activation.Deactivate(reason);
            await Task.WhenAll(activations.Select(activation => activation.WhenEndedAsync()));
        }
    }

    private async Task<bool> EndsInTimeAsync(Task task, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(time, Time, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
