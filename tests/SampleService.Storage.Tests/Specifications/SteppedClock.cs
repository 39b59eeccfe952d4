using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>A clock that stands still until it is set, forwards or backwards.</summary>
public sealed class SteppedClock : TimeProvider
{
    private long _milliseconds = 1_700_000_000_000;

    /// <summary>The present moment.</summary>
    public Timestamp Now
    {
        get => new(Interlocked.Read(ref _milliseconds));
        set => Interlocked.Exchange(ref _milliseconds, value.Milliseconds);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now.Milliseconds);
}
