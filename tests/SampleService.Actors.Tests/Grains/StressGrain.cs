namespace SampleService.Actors.Tests.Grains;

/// <summary>Counts its calls where all its activations see it, without protection but that of its turns.</summary>
[GrainType("stress")]
internal sealed class StressGrain(StressLedger ledger) : Grain, IStressGrain
{
    private StressAccount Account => ledger.Of(this.GetPrimaryKeyLong());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ledger.Check(Interlocked.Increment(ref Account.Alive) == 1);
        await Task.Yield();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ledger.Check(Interlocked.Decrement(ref Account.Alive) == 0);
    }

    public async Task<long> Add(bool pause, bool leave)
    {
        var account = Account;
        ledger.Check(Interlocked.Increment(ref account.Exclusive) == 1);
        var calls = Step(account);
        if (leave)
            DeactivateOnIdle();
        if (pause)
            await Task.Yield();
        ledger.Check(Interlocked.Decrement(ref account.Exclusive) == 0);
        return calls;
    }

    public async Task<long> AddInterleaving(bool pause, bool leave)
    {
        var calls = Step(Account);
        if (leave)
            DeactivateOnIdle();
        if (pause)
            await Task.Yield();
        return calls;
    }

    private long Step(StressAccount account)
    {
        ledger.Check(Interlocked.Increment(ref account.Inside) == 1);
        ledger.Check(account.Alive == 1);
        var calls = ++account.Calls;
        ledger.Check(Interlocked.Decrement(ref account.Inside) == 0);
        return calls;
    }
}
