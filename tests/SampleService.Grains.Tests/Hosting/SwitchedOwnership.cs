using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>Ownership of a database that comes and goes as a test says.</summary>
internal sealed class SwitchedOwnership : IDatabaseOwnership
{
    private static long _epochs;

    public long? Epoch { get; private set; }

    /// <summary>From now on this process has the database for itself, for an epoch that never was before.</summary>
    public void Gain() => Epoch = Interlocked.Increment(ref _epochs);

    /// <summary>From now on other processes may write too.</summary>
    public void Lose() => Epoch = null;
}
