using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>The states of the platform in a PostgreSQL database, in a schema of their own.</summary>
public sealed class PlatformStateStore(PostgreSqlDatabase database) : IPlatformStateStore
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public ValueTask<SharedStateList> ListAsync(CancellationToken cancellation) => database.ReadAsync(
        async (session, token) =>
        {
            var rows = await session.ReadAllAsync(
                new PostgreSqlStatement(PlatformStateSql.List).Bind(database.Now),
                static row => (Now: row.GetInt64(0), State: row.IsDBNull(1) ? null : ReadState(row, 1)), token).ConfigureAwait(false);
            return new SharedStateList(new Timestamp(rows[0].Now), [.. rows.Select(row => row.State).OfType<SharedState>()]);
        },
        cancellation);

    //   set commits             each write, in its transaction        what the wait is for
    //        |                        |
    //        |                  looks at the states: none ----------> it began before the look below, and is waited for
    //   look at transactions          |
    //        |                  looks at the states: refused          it began after the commit, and finds the state
    //        |
    //   all that were there have ended: answer
    /// <inheritdoc/>
    public async ValueTask<SharedState?> SetAsync(NewSharedState state, CancellationToken cancellation)
    {
        var other = await database.WriteInAnyStateAsync(
            async (session, token) =>
                await session.ReadAnyAsync(SetStatement(state), token).ConfigureAwait(false)
                    ? null
                    : await session.ReadSingleAsync(
                        new PostgreSqlStatement(PlatformStateSql.Find).Bind(state.Number), static row => ReadState(row, 0), token)
                        .ConfigureAwait(false),
            isIdempotent: true, cancellation).ConfigureAwait(false);
        if (other is null)
            await AwaitEarlierTransactionsAsync(cancellation).ConfigureAwait(false);
        return other;
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(int number, string owner, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteInAnyStateAsync(
            (session, token) => session.ReadAnyAsync(
                new PostgreSqlStatement(PlatformStateSql.Renew).Bind(database.Now).Bind(number).Bind(owner)
                    .Bind((long)lease.TotalMilliseconds),
                token),
            isIdempotent: true, cancellation);

    /// <inheritdoc/>
    public async ValueTask ClearAsync(int number, CancellationToken cancellation) =>
        await database.WriteInAnyStateAsync(
            (session, token) => session.ReadAnyAsync(new PostgreSqlStatement(PlatformStateSql.Clear).Bind(number), token),
            isIdempotent: true, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask AnnounceAsync(ServingProcess process, CancellationToken cancellation) =>
        await database.WriteInAnyStateAsync(
            (session, token) => session.RunAsync(
                [
                    // Those that were killed have left their rows behind.
                    new PostgreSqlStatement(PlatformStateSql.ForgetProcesses).Bind(database.Now),
                    new PostgreSqlStatement(PlatformStateSql.Announce).Bind(database.Now).Bind(process.Process).Bind(process.Addresses)
                        .Bind(process.Version).Bind(process.Started.Milliseconds).Bind(process.State),
                ],
                static (_, _) => Task.FromResult(true), CommandBehavior.Default, token),
            isIdempotent: true, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask WithdrawAsync(string process, CancellationToken cancellation) =>
        await database.WriteInAnyStateAsync(
            (session, token) => session.ReadAnyAsync(new PostgreSqlStatement(PlatformStateSql.Withdraw).Bind(process), token),
            isIdempotent: true, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ServingProcess>> ListProcessesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ServingProcess>>(
            async (session, token) => await session.ReadAllAsync(
                new PostgreSqlStatement(PlatformStateSql.ListProcesses).Bind(database.Now),
                static row => new ServingProcess(
                    row.GetString(0), row.GetString(1), row.GetString(2), row.GetTimestamp(3), row.GetInt32(4)),
                token).ConfigureAwait(false),
            cancellation);

    private PostgreSqlStatement SetStatement(NewSharedState state) =>
        new PostgreSqlStatement(PlatformStateSql.Set).Bind(database.Now).Bind(state.Number).Bind(state.Owner).Bind(state.Process)
            .Bind((long)state.Lease.TotalMilliseconds).Bind(state.Quiesces).Bind(state.Reason);

    private async ValueTask AwaitEarlierTransactionsAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var earlier = await FindTransactionsAsync(cancellation).ConfigureAwait(false);
        while (earlier.Count > 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) > MaxWait)
                throw new ServiceException(
                    ErrorKind.StorageFailure,
                    $"The state is set, but a transaction of {Describe(earlier.First())} that began before has not ended: it may still write");
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
            earlier.IntersectWith(await FindTransactionsAsync(cancellation).ConfigureAwait(false));
        }
    }

    private static string Describe(Transaction transaction) =>
        transaction.Application.Length == 0 ? $"server process {transaction.Pid}" : $"{transaction.Application}, server process {transaction.Pid}";

    private async ValueTask<HashSet<Transaction>> FindTransactionsAsync(CancellationToken cancellation) =>
        [.. await database.ReadAsync(
            static (session, token) => session.ReadAllAsync(
                new PostgreSqlStatement(PlatformStateSql.FindTransactions),
                static row => new Transaction(row.GetInt32(0), row.GetString(1), row.GetString(2)), token),
            cancellation).ConfigureAwait(false)];

    private static SharedState ReadState(NpgsqlDataReader row, int first) => new(
        row.GetInt32(first), row.GetString(first + 1), row.GetString(first + 2), row.GetTimestamp(first + 3),
        row.GetTimestamp(first + 4), row.GetBoolean(first + 5), row.GetString(first + 6));

    private readonly record struct Transaction(int Pid, string VirtualId, string Application);
}
