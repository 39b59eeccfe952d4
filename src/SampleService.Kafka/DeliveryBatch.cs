namespace SampleService.Kafka;

/// <summary>Collects the reports of messages that were sent together. Reports come on a thread of the client, and in no order between partitions.</summary>
internal sealed class DeliveryBatch
{
    private readonly Lock _gate = new();
    private readonly bool[] _isAcknowledged;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _awaited;
    private string? _failure;

    /// <param name="size">How many messages there are.</param>
    public DeliveryBatch(int size)
    {
        _isAcknowledged = new bool[size];
        _awaited = size;
        if (size == 0)
            Complete();
    }

    /// <summary>Completed when there is a report of each message.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completed when all were taken, or one was not.</summary>
    public Task Decided => _decided.Task;

    /// <summary>The report of a message.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="failure">Why it was not taken; null if all replicas have it.</param>
    public void Report(int index, string? failure)
    {
        lock (_gate)
        {
            _isAcknowledged[index] = failure is null;
            _failure ??= failure;
            _awaited--;
            if (_failure is not null)
                _decided.TrySetResult();
            if (_awaited == 0)
                Complete();
        }
    }

    /// <summary>What is known now: which are acknowledged, and what failed first.</summary>
    public (bool[] IsAcknowledged, string? Failure) Look()
    {
        lock (_gate)
            return ([.. _isAcknowledged], _failure);
    }

    private void Complete()
    {
        _decided.TrySetResult();
        _ended.TrySetResult();
    }
}
