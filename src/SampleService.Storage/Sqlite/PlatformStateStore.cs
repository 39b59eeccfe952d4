using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>The states of the platform beside a SQLite database. They change between two transactions of its one writer.</summary>
public sealed class PlatformStateStore(SqliteDatabase database) : IPlatformStateStore
{
    /// <summary>There is no other process.</summary>
    private ServingProcess? _self;

    /// <inheritdoc/>
    public ValueTask<SharedStateList> ListAsync(CancellationToken cancellation) => new(database.States.List());

    /// <inheritdoc/>
    public ValueTask<SharedState?> SetAsync(NewSharedState state, CancellationToken cancellation) => database.WriteApartAsync(
        () =>
        {
            var (now, active) = database.States.List();
            var present = active.FirstOrDefault(other => other.Number == state.Number);
            if (present is not null && present.Owner != state.Owner)
                return present;
            var end = End(now, state.Lease);
            // While its owner has it, it goes on as it is: of two who set it at once in one name the list tells who was first, and neither
            // takes from the other what it relies on.
            Replace(active, present is not null && present.LeaseEnd.CompareTo(now) > 0
                ? present with { LeaseEnd = present.LeaseEnd.CompareTo(end) > 0 ? present.LeaseEnd : end, Quiesces = present.Quiesces || state.Quiesces }
                : new SharedState(state.Number, state.Owner, state.Process, now, end, state.Quiesces, state.Reason));
            return null;
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(int number, string owner, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteApartAsync(
            () =>
            {
                var (now, active) = database.States.List();
                if (active.FirstOrDefault(state => state.Number == number && state.Owner == owner) is not { } present)
                    return false;
                Replace(active, present with { LeaseEnd = End(now, lease) });
                return true;
            },
            cancellation);

    /// <inheritdoc/>
    public async ValueTask ClearAsync(int number, CancellationToken cancellation) => await database.WriteApartAsync(
        () =>
        {
            database.States.Save(database.States.List().Active.Where(state => state.Number != number));
            return true;
        },
        cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask AnnounceAsync(ServingProcess process, CancellationToken cancellation)
    {
        _self = process;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WithdrawAsync(string process, CancellationToken cancellation)
    {
        _self = null;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ServingProcess>> ListProcessesAsync(CancellationToken cancellation) =>
        new(_self is { } self ? [self] : []);

    private void Replace(IEnumerable<SharedState> active, SharedState state) =>
        database.States.Save(active.Where(other => other.Number != state.Number).Append(state));

    private static Timestamp End(Timestamp now, TimeSpan lease) => new(now.Milliseconds + (long)lease.TotalMilliseconds);
}
