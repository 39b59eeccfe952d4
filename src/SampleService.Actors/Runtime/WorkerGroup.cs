namespace SampleService.Actors.Runtime;

/// <summary>The activations of one key of a stateless worker.</summary>
internal sealed class WorkerGroup(int maximum)
{
    private readonly Lock _lock = new();
    private Activation[] _workers = [];
    private bool _closed;
    private int _turn;

    internal Activation[] Workers => Volatile.Read(ref _workers);

    /// <summary>Gives the call to an idle worker, else to a new one, else to the next in turn; null when the group was closed.</summary>
    internal Activation? Dispatch(GrainClass grainClass, in GrainKey key, Request request)
    {
        lock (_lock)
        {
            if (_closed)
                return null;
            foreach (var worker in _workers)
            {
                if (worker.TryQueueIfIdle(request))
                    return worker;
            }

            while (true)
            {
                if (_workers.Length < maximum)
                {
                    var worker = new Activation(grainClass, in key);
                    Volatile.Write(ref _workers, [.. _workers, worker]);
                    grainClass.Host.Began(worker);
                    worker.TryQueue(request);
                    return worker;
                }

                var next = _workers[(int)((uint)_turn++ % (uint)_workers.Length)];
                if (next.TryQueue(request))
                    return next;
                Volatile.Write(ref _workers, [.. _workers.Where(worker => worker != next)]);
            }
        }
    }

    /// <summary>True when that was the last one: the group takes no more calls.</summary>
    internal bool Remove(Activation ended)
    {
        lock (_lock)
        {
            Volatile.Write(ref _workers, [.. _workers.Where(worker => worker != ended)]);
            return _closed = _workers.Length == 0;
        }
    }
}
