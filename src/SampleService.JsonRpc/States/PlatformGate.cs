namespace SampleService.JsonRpc;

/// <summary>
/// What state the platform is in, as this process knows it, and what that refuses: starting, its initialization and stopping are of the
/// process, busy comes of what it refused for load, the others are set for all processes (docs/platform-states.md).
/// </summary>
/// <param name="clock">Measures how long ago it was busy, and the leases of states.</param>
public sealed class PlatformGate(TimeProvider clock)
{
    private static readonly TimeSpan BusyTime = TimeSpan.FromSeconds(1);

    /// <summary>Calls that come so soon after the start has begun wait for its end: most starts take no longer.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _startEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<GateState> _shared = [];
    private volatile ProcessState _process = ProcessState.Serving;
    private long _busyAt;
    private long _startedAt;

    private enum ProcessState
    {
        Serving,
        Starting,
        Initializing,
        Stopping,
    }

    /// <summary>The state that callers are told of.</summary>
    public PlatformState Shown =>
        FindOfProcess() is { } own ? own
        : FindShared() is { } shared ? shared
        : Volatile.Read(ref _busyAt) is var at and not 0 && clock.GetElapsedTime(at) < BusyTime ? PlatformState.Busy
        : PlatformState.Active;

    /// <summary>Whether the process has not begun to serve: neither database nor grains can be asked.</summary>
    public bool IsStarting => _process is ProcessState.Starting or ProcessState.Initializing;

    /// <summary>The process starts: until it serves, all calls are refused but those that need nothing but the process.</summary>
    public void Start()
    {
        _startedAt = clock.GetTimestamp();
        _process = ProcessState.Starting;
    }

    /// <summary>What takes longer has begun: the schema of the database is brought up to date, or memory is filled.</summary>
    public void Initialize() => Replace(ProcessState.Starting, ProcessState.Initializing);

    /// <summary>The process has started.</summary>
    public void Serve()
    {
        Replace(ProcessState.Starting, ProcessState.Serving);
        Replace(ProcessState.Initializing, ProcessState.Serving);
        _startEnded.TrySetResult();
    }

    /// <summary>From now on all calls are refused but those that tell of the platform.</summary>
    public void Stop()
    {
        _process = ProcessState.Stopping;
        _startEnded.TrySetResult();
    }

    /// <summary>A call was refused for load.</summary>
    public void NoteBusy() => Volatile.Write(ref _busyAt, clock.GetTimestamp());

    /// <summary>What is set for all processes, as it was found a moment ago.</summary>
    public void SetShared(IReadOnlyList<GateState> states) => Volatile.Write(ref _shared, states);

    /// <summary>Whether a state that is set for all processes refuses reads.</summary>
    public bool RefusesReads => Volatile.Read(ref _shared).Any(state => state.RefusesReads && IsActive(state));

    /// <summary>Whether a state that is set for all processes refuses writes.</summary>
    public bool RefusesWrites => Volatile.Read(ref _shared).Any(state => state.RefusesWrites && IsActive(state));

    /// <summary>Why a call may not be made now; null if it may.</summary>
    internal RpcError? Refuse(RpcMethod method)
    {
        var process = _process;
        if (process is not ProcessState.Serving && !(process is ProcessState.Stopping ? method.Effect == MethodEffect.Control : method.IsOfProcess))
            return RpcError.RefusedBy(FindOfProcess() ?? PlatformState.Starting);
        var effect = method.Effect;
        if (effect == MethodEffect.Control)
            return null;
        var shared = Volatile.Read(ref _shared);
        if (shared.Count == 0)
            return null;
        foreach (var state in shared)
            if (IsActive(state) && (effect == MethodEffect.Write ? state.RefusesWrites : state.RefusesReads))
                return RpcError.RefusedBy(FindShared() ?? state.State);
        return null;
    }

    /// <summary>The same for a call that was refused just now, after the wait for the start that it may have come into.</summary>
    internal async ValueTask<RpcError?> RefuseAgainAsync(RpcMethod method, CancellationToken cancellation)
    {
        if (IsStarting && StartPatience - clock.GetElapsedTime(_startedAt) is { Ticks: > 0 } rest)
            await _startEnded.Task.WaitAsync(rest, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Refuse(method);
    }

    private PlatformState? FindOfProcess() => _process switch
    {
        ProcessState.Starting => PlatformState.Starting,
        ProcessState.Initializing => PlatformState.Initialization,
        ProcessState.Stopping => PlatformState.Stopping,
        _ => null,
    };

    /// <summary>A process that was told to stop goes on stopping, whatever it had begun.</summary>
    private void Replace(ProcessState from, ProcessState to) => Interlocked.CompareExchange(ref _process, to, from);

    private PlatformState? FindShared()
    {
        PlatformState? shown = null;
        foreach (var state in Volatile.Read(ref _shared))
            if (IsActive(state) && (shown is not { } other || Rank(state.State).CompareTo(Rank(other)) > 0))
                shown = state.State;
        return shown;
    }

    /// <summary>What is set goes before unknown numbers that stand for nothing that can be set.</summary>
    private static (bool, int) Rank(PlatformState state) => (state < PlatformState.Active, (int)state);

    private bool IsActive(GateState state) => state.Lease is not { } lease || clock.GetElapsedTime(state.SeenAt) < lease;
}

/// <summary>A state that is set for all processes.</summary>
/// <param name="State">The state.</param>
/// <param name="RefusesReads">Whether it refuses calls that read.</param>
/// <param name="RefusesWrites">Whether it refuses calls that change something.</param>
/// <param name="SeenAt">When it was found, as a timestamp of the clock.</param>
/// <param name="Lease">How long from then on it holds; null for until it is ended.</param>
public readonly record struct GateState(PlatformState State, bool RefusesReads, bool RefusesWrites, long SeenAt, TimeSpan? Lease);
