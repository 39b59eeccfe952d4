using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IPlatformStateStore"/> does, and what its states do to writes.</summary>
public abstract class PlatformStateSpecification : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private PlatformStateDatabase _database = null!;

    private IPlatformStateStore States => _database.States;

    private SteppedClock Clock { get; } = new();

    /// <inheritdoc/>
    public async Task InitializeAsync() => _database = await OpenAsync(Clock);

    /// <inheritdoc/>
    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Set_NewState_IsListedUntilItsLeaseEnds()
    {
        Assert.Empty((await States.ListAsync(default)).Active);

        Assert.Null(await SetAsync(SharedStates.Backup, "alice", reason: "nightly"));

        var state = Assert.Single((await States.ListAsync(default)).Active);
        var expected = new SharedState(
            SharedStates.Backup, "alice", "here:1", Clock.Now, new Timestamp(Clock.Now.Milliseconds + 60_000), false, "nightly");
        Assert.Equal(expected, state);
        Pass(60_000);
        Assert.Empty((await States.ListAsync(default)).Active);
    }

    [StoreFact]
    public async Task Set_StateOfAnother_IsTold()
    {
        await SetAsync(SharedStates.Validation, "alice");

        Assert.Equal("alice", (await SetAsync(SharedStates.Validation, "bob"))?.Owner);
        Assert.Null(await SetAsync(SharedStates.SoftwareUpdate, "bob"));
        Pass(60_000);
        Assert.Null(await SetAsync(SharedStates.Validation, "bob"));
        Assert.Equal("bob", Assert.Single((await States.ListAsync(default)).Active).Owner);
    }

    [StoreFact]
    public async Task Set_AgainByItsOwner_IsRenewedAndBeganWhenItBegan()
    {
        var began = Clock.Now;
        await SetAsync(SharedStates.Validation, "alice");
        Pass(50_000);

        Assert.Null(await SetAsync(SharedStates.Validation, "alice"));

        var state = Assert.Single((await States.ListAsync(default)).Active);
        Assert.Equal((began, Clock.Now.Milliseconds + 60_000), (state.Since, state.LeaseEnd.Milliseconds));
    }

    /// <summary>Two programs of one user set it at once: the second finds what the first has set, and takes nothing from it.</summary>
    [StoreFact]
    public async Task Set_AgainByItsOwner_GoesOnAsItIs()
    {
        await States.SetAsync(new NewSharedState(SharedStates.Backup, "alice", "here:1", Minute * 2, true, "first"), default);
        Pass(1_000);

        Assert.Null(await States.SetAsync(new NewSharedState(SharedStates.Backup, "alice", "here:2", Minute, false, "second"), default));

        var state = Assert.Single((await States.ListAsync(default)).Active);
        Assert.Equal(("here:1", true, "first", Clock.Now.Milliseconds + 119_000), (state.Process, state.Quiesces, state.Reason, state.LeaseEnd.Milliseconds));
    }

    [StoreFact]
    public async Task Set_RestoreWhoseLeaseHasEndedByItsOwner_BeginsAnew()
    {
        await SetAsync(SharedStates.Restore, "alice", reason: "first");
        Pass(60_000);

        Assert.Null(await SetAsync(SharedStates.Restore, "alice", reason: "second"));

        var state = Assert.Single((await States.ListAsync(default)).Active);
        Assert.Equal((Clock.Now, "second"), (state.Since, state.Reason));
    }

    [StoreFact]
    public async Task Renew_ByAnotherOrAfterItsEnd_IsRefused()
    {
        await SetAsync(SharedStates.Validation, "alice");

        Assert.False(await States.RenewAsync(SharedStates.Validation, "bob", Minute, default));
        Assert.False(await States.RenewAsync(SharedStates.Backup, "alice", Minute, default));
        Pass(59_000);
        Assert.True(await States.RenewAsync(SharedStates.Validation, "alice", Minute, default));
        Pass(59_000);
        Assert.Single((await States.ListAsync(default)).Active);
        Pass(1_000);
        Assert.False(await States.RenewAsync(SharedStates.Validation, "alice", Minute, default));
    }

    [StoreFact]
    public async Task Set_RestoreWhoseLeaseHasEnded_StaysUntilItIsCleared()
    {
        await SetAsync(SharedStates.Restore, "alice");
        Pass(24 * 3_600_000);

        Assert.Single((await States.ListAsync(default)).Active);
        Assert.NotNull(await SetAsync(SharedStates.Restore, "bob"));
        await AssertRefusedAsync(SharedStates.Restore);

        await States.ClearAsync(SharedStates.Restore, default);
        Assert.Empty((await States.ListAsync(default)).Active);
        await WriteAsync();
    }

    [StoreTheory]
    [InlineData(SharedStates.Backup, false, false)]
    [InlineData(SharedStates.Backup, true, true)]
    [InlineData(SharedStates.SoftwareUpdate, false, true)]
    [InlineData(SharedStates.Restore, false, true)]
    [InlineData(SharedStates.Initialization, false, true)]
    [InlineData(SharedStates.Validation, false, true)]
    public async Task Write_InState_IsRefusedWhereTheStateSaysSo(int state, bool quiesces, bool refuses)
    {
        await SetAsync(state, "alice", quiesces);

        if (refuses)
            await AssertRefusedAsync(state);
        else
            await WriteAsync();

        await States.ClearAsync(state, default);
        await WriteAsync();
    }

    [StoreFact]
    public async Task Write_SeveralStates_TheLargestIsTold()
    {
        await SetAsync(SharedStates.Restore, "alice");
        await SetAsync(SharedStates.Validation, "bob");

        await AssertRefusedAsync(SharedStates.Validation);
        await States.ClearAsync(SharedStates.Validation, default);
        await AssertRefusedAsync(SharedStates.Restore);
    }

    [StoreFact]
    public async Task Write_LeaseHasEnded_IsTaken()
    {
        await SetAsync(SharedStates.Initialization, "alice");
        Pass(60_000);

        await WriteAsync();
    }

    [StoreFact]
    public async Task Write_WhileAStateIsSet_NoneCommitsAfterItWasAcknowledged()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteUntilRefusedAsync(stop.Token))).ToList();
        await _database.AwaitSamplesAsync(50);

        Assert.Null(await SetAsync(SharedStates.Validation, "alice"));
        var atAcknowledgement = await _database.CountSamplesAsync();

        await Task.WhenAll(writers);
        Assert.Equal(atAcknowledgement, await _database.CountSamplesAsync());
    }

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<PlatformStateDatabase> OpenAsync(TimeProvider clock);

    private async Task WriteUntilRefusedAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                await WriteAsync();
            }
            catch (ServiceException e) when (e.Kind == ErrorKind.RefusedByState)
            {
                return;
            }
    }

    private ValueTask<SharedState?> SetAsync(int number, string owner, bool quiesces = false, string reason = "") =>
        States.SetAsync(new NewSharedState(number, owner, "here:1", Minute, quiesces, reason), default);

    private async Task WriteAsync() => await _database.Samples.CreateAsync(Make.Sample(), default);

    private async Task AssertRefusedAsync(int state)
    {
        var refusal = await Assert.ThrowsAsync<ServiceException>(WriteAsync);
        Assert.Equal((ErrorKind.RefusedByState, $"{state}"), (refusal.Kind, refusal.Detail));
    }

    private void Pass(long milliseconds) => Clock.Now = new Timestamp(Clock.Now.Milliseconds + milliseconds);
}

/// <summary>The states of the platform and the samples of one database, empty at first.</summary>
/// <param name="states">The states.</param>
/// <param name="samples">The samples.</param>
/// <param name="count">Counts the samples.</param>
/// <param name="close">Ends the use of the database and removes it.</param>
public sealed class PlatformStateDatabase(
    IPlatformStateStore states, ISampleStore samples, Func<ValueTask<long>> count, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The states.</summary>
    public IPlatformStateStore States { get; } = states;

    /// <summary>The samples.</summary>
    public ISampleStore Samples { get; } = samples;

    /// <summary>How many samples there are.</summary>
    public ValueTask<long> CountSamplesAsync() => count();

    /// <summary>Completes when there are so many.</summary>
    public async Task AwaitSamplesAsync(long wanted)
    {
        while (await count() < wanted)
            await Task.Yield();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => close();
}
