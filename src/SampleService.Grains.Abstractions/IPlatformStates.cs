using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>The states of the platform that hold for all processes (docs/platform-states.md).</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IPlatformStates
{
    /// <summary>Told of the states in force whenever they are looked at or changed here.</summary>
    event Action<SharedStateList>? Observed;

    /// <summary>What is in force.</summary>
    ValueTask<SharedStateList> ListAsync(CancellationToken cancellation);

    /// <summary>Puts a state in force, or renews it. When this returns, whatever commits from then on has met the state.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: another owner has it.</exception>
    ValueTask SetAsync(NewSharedState state, CancellationToken cancellation);

    /// <summary>Renews a state of the owner.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: the owner has none of this number in force.</exception>
    ValueTask RenewAsync(int number, string owner, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Ends a state, whoever owns it.</summary>
    ValueTask ClearAsync(int number, CancellationToken cancellation);

    /// <summary>Tells the others of this process, which is to do so every few seconds.</summary>
    ValueTask AnnounceAsync(ServingProcess process, CancellationToken cancellation);

    /// <summary>Takes back that this process serves.</summary>
    ValueTask WithdrawAsync(string process, CancellationToken cancellation);

    /// <summary>The processes that serve, by name; one that was killed is among them for a while.</summary>
    ValueTask<IReadOnlyList<ServingProcess>> ListProcessesAsync(CancellationToken cancellation);
}
