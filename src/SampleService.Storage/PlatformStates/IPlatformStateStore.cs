using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// The states of the platform that hold for all processes of a deployment. They lie apart from the data, and neither a backup nor a
/// restore of the data has them.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IPlatformStateStore
{
    /// <summary>What is in force, by the clock of the database.</summary>
    ValueTask<SharedStateList> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Puts a state in force. While it is the owner's already, it is renewed and goes on as it is: since when, for what reason, not ending
    /// sooner and not letting through what it refuses. When this returns, every write that was not refused has ended:
    /// whatever commits from then on has met the state.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="cancellation">Cancels the wait; the state stays set.</param>
    /// <returns>The state of another owner that is in its place; null when it was set.</returns>
    /// <exception cref="ServiceException">
    /// <see cref="ErrorKind.StorageFailure"/>: a write that began before has not ended after 20 s; the state is set.
    /// </exception>
    ValueTask<SharedState?> SetAsync(NewSharedState state, CancellationToken cancellation);

    /// <summary>Renews a state of the owner.</summary>
    /// <returns>False if the owner has none of this number in force.</returns>
    ValueTask<bool> RenewAsync(int number, string owner, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Ends a state, whoever owns it.</summary>
    ValueTask ClearAsync(int number, CancellationToken cancellation);

    /// <summary>Tells the others of this process, which is to do so every few seconds.</summary>
    ValueTask AnnounceAsync(ServingProcess process, CancellationToken cancellation);

    /// <summary>Takes back that this process serves.</summary>
    ValueTask WithdrawAsync(string process, CancellationToken cancellation);

    /// <summary>The processes that have told of themselves a moment ago, by name.</summary>
    ValueTask<IReadOnlyList<ServingProcess>> ListProcessesAsync(CancellationToken cancellation);
}
