using SampleService.Domain;

namespace SampleService.Upstream;

/// <summary>Bounds how many calls wait for one upstream service at a time: one that hangs is not to hold up the others.</summary>
/// <param name="service">Its short name in metrics.</param>
/// <param name="max">Maximum number of calls that wait.</param>
internal sealed class WaitingCalls(string service, int max)
{
    private int _count;

    /// <summary>Begins a wait, which ends when what is returned is disposed of.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.Busy"/>: too many calls wait.</exception>
    public Wait Begin()
    {
        if (Interlocked.Increment(ref _count) <= max)
            return new Wait(this);
        Interlocked.Decrement(ref _count);
        UpstreamInstruments.CountRefused(service);
        throw new ServiceException(ErrorKind.Busy, $"Too many calls wait for the {service} service");
    }

    /// <summary>The wait of one call; the default is none.</summary>
    internal readonly struct Wait(WaitingCalls? calls) : IDisposable
    {
        public void Dispose()
        {
            if (calls is not null)
                Interlocked.Decrement(ref calls._count);
        }
    }
}
