using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Server;

/// <summary>How far a sender has come, for as long as this process runs it.</summary>
/// <param name="store">Keeps it.</param>
/// <param name="sender">The name of the sender.</param>
/// <param name="process">The name of this process.</param>
/// <param name="position">Up to which position it has sent.</param>
/// <param name="lease">How long this process runs it at least, from each time on that the database said so.</param>
/// <param name="clock">Measures that.</param>
internal sealed class EventCursor(IEventSenderStore store, string sender, string process, long position, TimeSpan lease, TimeProvider clock)
{
    private long _heldSince = clock.GetTimestamp();

    /// <summary>Up to which position it has sent.</summary>
    public long Position { get; private set; } = position;

    /// <summary>
    /// Whether no other process can have begun to run the sender: to be looked at before something is sent, since a process may be held up for
    /// any time between two statements.
    /// </summary>
    public bool IsHeld => clock.GetElapsedTime(Volatile.Read(ref _heldSince)) < lease;

    /// <summary>Keeps how far the sender has come.</summary>
    /// <returns>False if another process runs it from now on.</returns>
    /// <exception cref="ServiceException">The database failed, or a state of the platform refuses writes.</exception>
    public async Task<bool> AdvanceAsync(long position, CancellationToken cancellation)
    {
        if (!await store.AdvanceAsync(sender, process, position, cancellation))
            return false;
        Position = position;
        return true;
    }

    /// <summary>Lets this process run the sender for longer.</summary>
    /// <returns>False if another process runs it.</returns>
    /// <exception cref="ServiceException">The database failed, or a state of the platform refuses writes.</exception>
    public async Task<bool> RenewAsync(CancellationToken cancellation)
    {
        // The database reckons from a moment after this one.
        var asked = clock.GetTimestamp();
        if (!await store.HoldAsync(sender, process, lease, cancellation))
            return false;
        Volatile.Write(ref _heldSince, asked);
        return true;
    }
}
