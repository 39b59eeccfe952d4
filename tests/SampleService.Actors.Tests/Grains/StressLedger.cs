using System.Collections.Concurrent;

namespace SampleService.Actors.Tests.Grains;

/// <summary>What the stress grains did, and how often they found what must not be.</summary>
internal sealed class StressLedger
{
    private readonly ConcurrentDictionary<long, StressAccount> _accounts = new();
    private int _faults;

    internal int Faults => _faults;

    internal long Calls => _accounts.Values.Sum(account => account.Calls);

    internal StressAccount Of(long key) => _accounts.GetOrAdd(key, static _ => new StressAccount());

    internal void Check(bool holds)
    {
        if (!holds)
            Interlocked.Increment(ref _faults);
    }
}
