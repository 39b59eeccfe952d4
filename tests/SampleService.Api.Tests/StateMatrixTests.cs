using System.Globalization;
using SampleService.JsonRpc;

namespace SampleService.Api.Tests;

/// <summary>Each state of the platform, through each door, for each method that the door has: refused or let through as the table of docs/platform-states.md says.</summary>
public class StateMatrixTests
{
    /// <summary>State, code, and what it refuses.</summary>
    public static TheoryData<int, int, bool, bool> States => new()
    {
        { 5, -32003, false, true },
        { 10, -32004, true, true },
        { 20, -32005, true, true },
        { 30, -32006, true, true },
        { 40, -32007, false, true },
        { 50, -32010, true, true },
        { int.MaxValue, -32009, true, true },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task Call_EachMethodOnEachDoorInAState_IsRefusedAsItsEffectSays(int number, int code, bool refusesReads, bool refusesWrites)
    {
        var doors = new ThreeDoors();
        if (number == int.MaxValue)
            doors.Gate.Stop();
        else
            doors.Gate.SetShared([new GateState((PlatformState)number, refusesReads, refusesWrites, 0, null)]);

        Assert.Empty(await FindFaultsAsync(doors, code, effect => effect switch
        {
            MethodEffect.Control => false,
            MethodEffect.Read => refusesReads,
            _ => refusesWrites,
        }));
    }

    [Theory]
    [InlineData(false, -32002)]
    [InlineData(true, -32006)]
    public async Task Call_EachMethodOnEachDoorWhileTheProcessStarts_IsRefusedUnlessItNeedsNothingElse(bool initializes, int code)
    {
        var doors = new ThreeDoors(clock: new ImpatientClock());
        doors.Gate.Start();
        if (initializes)
            doors.Gate.Initialize();

        Assert.Empty(await FindFaultsAsync(doors, code, static _ => true, static method => !method.IsOfProcess));
        Assert.Empty(await FindFaultsAsync(doors, code, static _ => false, static method => method.IsOfProcess));
        Assert.Superset(
            new HashSet<string> { "SampleService.status", "PlatformState.get", "rpc.discover", "Node.status", "get_service_descriptor" },
            doors.Methods.All.Where(method => method.IsOfProcess).Select(method => method.Name).ToHashSet());
    }

    [Fact]
    public async Task Call_EachMethodOnEachDoorInNoState_IsLetThrough() => Assert.Empty(await FindFaultsAsync(new ThreeDoors(), 0, static _ => false));

    /// <summary>Busy is a state like the others: what no state refuses is answered.</summary>
    [Fact]
    public async Task Call_EachMethodOnEachDoorWithoutRoom_IsBusyUnlessNoStateRefusesIt() => Assert.Empty(await FindFaultsAsync(
        new ThreeDoors(limits: new RequestLimits { BytesInFlight = 1 }), -32008, static effect => effect != MethodEffect.Control));

    /// <summary>Reading, writing and governing are told from the names, so that a new method is told too.</summary>
    [Fact]
    public void Effect_OfEachMethod_IsThatOfItsName()
    {
        string[] reads = ["get_", "find_", "list_", "resolve_", "diff_", "explain_", "export_", "revalidate_"];
        Assert.Empty(
            from method in new ThreeDoors().Methods.All
            let module = method.Name[..Math.Max(0, method.Name.IndexOf('.', StringComparison.Ordinal))]
            let expected =
                // The one method of the process that changes samples.
                method.Name == "Node.erase_sample" ? MethodEffect.Write
                : module is "" or "PlatformState" or "Cluster" or "Node" or "rpc" or "system" || method.Name == "SampleService.status" ? MethodEffect.Control
                : method.Name == "Events.unsubscribe" ? MethodEffect.Control
                : method.Name == "Events.subscribe" ? MethodEffect.Read
                : reads.Any(prefix => method.ShortName.StartsWith(prefix, StringComparison.Ordinal))
                    || method.ShortName is "validate_samples" or "whoami" ? MethodEffect.Read
                : MethodEffect.Write
            where method.Effect != expected
            select $"{method.Name} is {method.Effect}");
    }

    [Fact]
    public void Methods_OfEachDoor_AreThere()
    {
        var methods = new ThreeDoors().Methods;

        Assert.Superset(
            new HashSet<string> { "SampleService.create_sample", "Standalone.whoami", "PlatformState.set", "Node.drain", "rpc.discover", "get_service_descriptor" },
            methods.All.Select(method => method.Name).ToHashSet());
        Assert.DoesNotContain(methods.On(Doors.KBase).All, method => method.Name == "PlatformState.set");
    }

    private static async Task<List<string>> FindFaultsAsync(
        ThreeDoors doors, int code, Func<MethodEffect, bool> isRefused, Func<RpcMethod, bool>? isLooked = null)
    {
        var faults = new List<string>();
        foreach (var way in ThreeDoors.All)
            foreach (var method in doors.Methods.On(ThreeDoors.DoorOf(way)).All.Where(isLooked ?? (static _ => true)))
            {
                var answer = await doors.CallAsync(way, method.Name, ArgumentOf(method));
                var expected = isRefused(method.Effect)
                    ? $"\"code\":{code.ToString(CultureInfo.InvariantCulture)},"
                    : "\"result\":";
                if (!answer.Contains(expected, StringComparison.Ordinal))
                    faults.Add($"{way} {method.Name}: {answer}");
            }

        return faults;
    }

    /// <summary>The example shows parameters that fit.</summary>
    private static string? ArgumentOf(RpcMethod method) => method.Descriptor.Examples[0].Argument ?? (method.TakesArgument ? "{}" : null);

    /// <summary>All waits are over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
