using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// How far events were sent to each of those who are told of them from outside, and which process does it: one at a time for each sender,
/// whatever number of processes there are.
/// </summary>
/// <remarks>
/// A process that was held up may still send something when another one has taken over; it cannot move the position any more.
/// All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails, and those that write
/// of kind <see cref="ErrorKind.RefusedByState"/> when a state of the platform refuses writes.
/// </remarks>
public interface IEventSenderStore
{
    /// <summary>Makes a process the one that runs a sender, or lets it be so for longer.</summary>
    /// <param name="sender">The name of the sender.</param>
    /// <param name="process">The name of the process: no other one, before or after it, has the same.</param>
    /// <param name="lease">How long from now, by the clock of the database.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <returns>False while another process runs it.</returns>
    ValueTask<bool> HoldAsync(string sender, string process, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Lets another process run a sender at once. Does nothing where the process does not run it.</summary>
    ValueTask ReleaseAsync(string sender, string process, CancellationToken cancellation);

    /// <summary>The position up to which a sender has sent. A new one has sent all that has a position now.</summary>
    ValueTask<long> BeginAsync(string sender, CancellationToken cancellation);

    /// <summary>Keeps how far a sender has come. It never goes back.</summary>
    /// <param name="sender">The name of a sender that has begun.</param>
    /// <param name="process">The process that runs it.</param>
    /// <param name="position">Up to which position it has sent.</param>
    /// <param name="cancellation">Ends the wait for the transaction to begin.</param>
    /// <returns>False if another process runs it: nothing is changed.</returns>
    ValueTask<bool> AdvanceAsync(string sender, string process, long position, CancellationToken cancellation);
}
