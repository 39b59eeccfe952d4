namespace SampleService.JsonRpc.Tests;

/// <summary>What states of the platform show and refuse.</summary>
public class PlatformGateTests
{
    private const string Write = """{"id":1,"method":"Service.change","params":[{}]}""";
    private const string Read = """{"id":1,"method":"Service.get_thing","params":[{}]}""";
    private const string Status = """{"id":1,"method":"Service.status","params":[]}""";

    private readonly HandClock _clock = new();
    private readonly PlatformGate _gate;

    public PlatformGateTests() => _gate = new PlatformGate(_clock);

    [Fact]
    public void Shown_Nothing_IsActive() => Assert.Equal(PlatformState.Active, _gate.Shown);

    [Fact]
    public void Shown_BusyALittleAgo_IsBusyForASecond()
    {
        _gate.NoteBusy();
        Assert.Equal(PlatformState.Busy, _gate.Shown);

        _clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(PlatformState.Active, _gate.Shown);
    }

    [Fact]
    public void Shown_SeveralStates_IsTheLargestBelowHundredAndStoppingBeforeAll()
    {
        _gate.NoteBusy();
        SetShared(PlatformState.Restore, PlatformState.Validation);
        Assert.Equal(PlatformState.Validation, _gate.Shown);

        _gate.Stop();
        Assert.Equal(PlatformState.Stopping, _gate.Shown);
    }

    [Theory]
    [InlineData(PlatformState.Restore, (PlatformState)200, PlatformState.Restore)]
    [InlineData((PlatformState)101, (PlatformState)200, (PlatformState)200)]
    [InlineData((PlatformState)77, PlatformState.Validation, (PlatformState)77)]
    public void Shown_UnknownStates_TheLargestBelowHundredGoesFirst(PlatformState one, PlatformState other, PlatformState shown)
    {
        SetShared(one, other);
        Assert.Equal(shown, _gate.Shown);
    }

    /// <summary>Numbers of states that cannot be set for all processes mean nothing when they are set.</summary>
    [Theory]
    [InlineData(0, -32010)]
    [InlineData(100, -32010)]
    [InlineData(120, -32010)]
    [InlineData(int.MaxValue, -32010)]
    [InlineData(77, -32010)]
    [InlineData(20, -32005)]
    public void OfShared_Number_IsAStateThatCanBeSetOrUnknown(int number, int code) =>
        Assert.Equal(code, PlatformStateCodes.Of(PlatformStateCodes.OfShared(number)));

    [Fact]
    public async Task Refuse_BodyThatThereIsNoRoomFor_ShowsBusy()
    {
        var door = new Door(new RequestLimits { BytesInFlight = 100_000, AnonymousBytesInFlight = 50_000 });

        Assert.True((await door.Send($"[{string.Join(',', Enumerable.Repeat("1", 40_000))}]")).Outcome.IsBusy);

        Assert.Equal(PlatformState.Busy, door.Gate.Shown);
    }

    [Fact]
    public void Shown_LeaseHasEnded_IsActiveWithoutAnotherLook()
    {
        _gate.SetShared([new GateState(PlatformState.Validation, false, true, _clock.GetTimestamp(), TimeSpan.FromSeconds(30))]);
        Assert.Equal(PlatformState.Validation, _gate.Shown);

        _clock.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(PlatformState.Active, _gate.Shown);
    }

    [Fact]
    public void Shown_WhileTheProcessStarts_IsStartingThenInitializationThenWhatIsSet()
    {
        SetShared(PlatformState.Restore);
        _gate.Start();
        Assert.Equal(PlatformState.Starting, _gate.Shown);

        _gate.Initialize();
        Assert.Equal(PlatformState.Initialization, _gate.Shown);

        _gate.Serve();
        Assert.Equal(PlatformState.Restore, _gate.Shown);
    }

    [Fact]
    public void Shown_StoppedWhileItStarts_StaysStopping()
    {
        _gate.Start();
        _gate.Stop();
        _gate.Initialize();
        _gate.Serve();

        Assert.Equal(PlatformState.Stopping, _gate.Shown);
    }

    [Fact]
    public async Task Dispatch_StartEndsWhileACallWaits_ServesIt()
    {
        var door = new Door();
        door.Gate.Start();
        var call = door.Send(Read);
        Assert.False(call.IsCompleted);

        door.Gate.Serve();

        Assert.False((await call).Outcome.IsError);
    }

    [Theory]
    [InlineData(PlatformState.Starting, -32002, true)]
    [InlineData(PlatformState.SoftwareUpdate, -32004, true)]
    [InlineData(PlatformState.Restore, -32005, true)]
    [InlineData(PlatformState.Initialization, -32006, true)]
    [InlineData(PlatformState.Validation, -32007, false)]
    [InlineData((PlatformState)77, -32010, true)]
    [InlineData(PlatformState.Stopping, -32009, true)]
    public async Task Dispatch_InState_RefusesWhatTheStateDoesNotAllow(PlatformState state, int code, bool refusesReads)
    {
        var door = new Door();
        if (state == PlatformState.Stopping)
            door.Gate.Stop();
        else if (state == PlatformState.Starting)
            door.Gate.Start();
        else
            door.Gate.SetShared([new GateState(state, refusesReads, true, 0, null)]);

        await AssertRefusedAsync(door, Write, code);
        if (refusesReads)
            await AssertRefusedAsync(door, Read, code);
        else
            Assert.False((await door.Send(Read)).Outcome.IsError);
        Assert.False((await door.Send(Status)).Outcome.IsError);
    }

    [Fact]
    public async Task Dispatch_ValidationDuringRestore_IsCalledValidationAndRefusesAll()
    {
        var door = new Door();
        door.Gate.SetShared(
            [new GateState(PlatformState.Restore, true, true, 0, null), new GateState(PlatformState.Validation, false, true, 0, null)]);

        await AssertRefusedAsync(door, Read, -32007);
    }

    [Fact]
    public async Task Dispatch_Backup_RefusesWritesOnlyWhereItQuiesces()
    {
        var door = new Door();
        door.Gate.SetShared([new GateState(PlatformState.Backup, false, false, 0, null)]);
        Assert.False((await door.Send(Write)).Outcome.IsError);

        door.Gate.SetShared([new GateState(PlatformState.Backup, false, true, 0, null)]);
        await AssertRefusedAsync(door, Write, -32003);
        Assert.False((await door.Send(Read)).Outcome.IsError);
    }

    [Fact]
    public async Task Dispatch_CallRefusedForLoad_ShowsBusy()
    {
        var door = new Door(new RequestLimits { ConcurrentCalls = 1 });
        Assert.True(door.Allowance.TryBegin(1, 0));

        Assert.True((await door.Send(Read, "good")).Outcome.IsBusy);

        Assert.Equal(PlatformState.Busy, door.Gate.Shown);
    }

    private static async Task AssertRefusedAsync(Door door, string call, int code)
    {
        var (outcome, answer) = await door.Send(call);
        Assert.Equal(RpcErrorKind.PlatformState, outcome.Error);
        Assert.Contains($"\"code\":{code},\"name\":\"Platform State Error\",\"message\":\"", answer, StringComparison.Ordinal);
    }

    private void SetShared(params PlatformState[] states) =>
        _gate.SetShared([.. states.Select(state => new GateState(state, true, true, 0, null))]);

    private sealed class HandClock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
