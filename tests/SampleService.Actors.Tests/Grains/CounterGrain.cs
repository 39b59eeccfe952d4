namespace SampleService.Actors.Tests.Grains;

/// <summary>Counts, and keeps the number; a second state lies in a storage with a name.</summary>
[GrainType("counter")]
internal sealed class CounterGrain(
    Board board,
    [PersistentState("counter")] IPersistentState<Counter> counter,
    [PersistentState("named", "name")] IPersistentState<Counter> named) : Grain, ICounterGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        board.Write($"activated with {counter.State.Number} {counter.RecordExists} and {named.State.Number}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        board.Write($"{this.GetPrimaryKeyString()} ends: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> Look() => Task.FromResult($"{counter.State.Number} {counter.RecordExists} {counter.Etag ?? "none"}");

    public async Task<int> Add(int number)
    {
        counter.State.Number += number;
        await counter.WriteStateAsync();
        return counter.State.Number;
    }

    public async Task<bool> TryAdd(int number)
    {
        try
        {
            await Add(number);
            return true;
        }
        catch (OrleansException)
        {
            return false;
        }
    }

    public Task AddInterleaving(int number) => Add(number);

    public Task Reread() => counter.ReadStateAsync();

    public Task Clear() => counter.ClearStateAsync();

    public Task<int> AddAt(string key, int number) => GrainFactory.GetGrain<ICounterGrain>(key).Add(number);

    public Task AddOnTick(int number)
    {
        this.RegisterGrainTimer(
            (added, _) => Add(added), number,
            new GrainTimerCreationOptions { DueTime = TimeSpan.FromSeconds(1), Period = Timeout.InfiniteTimeSpan });
        return Task.CompletedTask;
    }

    public Task UseOutsideOfTheTurn() => Task.Run(() => counter.WriteStateAsync(), CancellationToken.None);
}
