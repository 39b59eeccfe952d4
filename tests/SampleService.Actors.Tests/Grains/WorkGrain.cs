namespace SampleService.Actors.Tests.Grains;

[GrainType("work")]
internal sealed class WorkGrain(Board board) : Grain, IWorkGrain
{
    internal static readonly AsyncLocal<string?> Local = new();

    private static int s_serial;
    private readonly int _serial = Interlocked.Increment(ref s_serial);
    private int _value;
    private int _inside;

    internal int Value => _value;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        board.Write($"{Key} activated");
        return Key.StartsWith("slow", StringComparison.Ordinal) ? board.Gate($"{Key} activation") : Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        board.Write($"{Key} deactivating {reason.ReasonCode}");
        if (Key.StartsWith("slow", StringComparison.Ordinal))
            await board.Gate($"{Key} deactivation");
        board.Write($"{Key} gone");
        if (Key.StartsWith("bad", StringComparison.Ordinal))
            throw new IOException("end");
    }

    public Task<int> Count() => Task.FromResult(_serial);

    public Task<int> SetAndReturn(int value) => Task.FromResult(_value = value);

    public async Task Wait(string name)
    {
        board.Write($"{name} begin");
        await board.Gate(name);
        board.Write($"{name} end");
    }

    public Task WaitInterleaving(string name) => Wait(name);

    public Task<int> Peek() => Task.FromResult(_value);

    public Task WaitReading(string name) => Wait(name);

    public async Task Leave(string? gate)
    {
        DeactivateOnIdle();
        if (gate is not null)
            await Wait(gate);
    }

    public Task LeaveInterleaving() => Leave(null);

    public Task Note(string line)
    {
        board.Write(line);
        return Task.CompletedTask;
    }

    public Task<int> ThrowAtOnce() => throw new FormatException("at once");

    public async Task<int> ThrowLater()
    {
        await Task.Yield();
        throw new FormatException("later");
    }

    public Task<CancellationToken> PassToken(CancellationToken token) => Task.FromResult(token);

    public Task<string?> Ambient(string? set)
    {
        var seen = Local.Value;
        Local.Value = set;
        return Task.FromResult(seen);
    }

    public async Task CallOther(string key, string name)
    {
        board.Write($"{name} begin");
        try
        {
            await GrainFactory.GetGrain<IWorkGrain>(key).CallOther(Key, $"{name}>");
        }
        finally
        {
            board.Write($"{name} end");
        }
    }

    public async Task<object?[]> Contexts()
    {
        var before = SynchronizationContext.Current;
        await Task.Yield();
        return [before, SynchronizationContext.Current];
    }

    public Task WaitFiveSeconds(string name) => Wait(name);

    public async Task Add(int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (Interlocked.Increment(ref _inside) != 1)
                board.Write("two threads at once");
            var value = _value;
            Thread.SpinWait(20);
            _value = value + 1;
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }
    }

    public Task Tick(TimeSpan due, TimeSpan period, string name)
    {
        var ticks = 0;
        this.RegisterGrainTimer(_ => Wait($"{name}{++ticks}"), new GrainTimerCreationOptions(due, period));
        return Task.CompletedTask;
    }

    public async Task<int> Depth(int more) =>
        more == 0 ? 0 : 1 + await GrainFactory.GetGrain<IWorkGrain>($"{Key.Split('#')[0]}#{more}").Depth(more - 1);

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}
