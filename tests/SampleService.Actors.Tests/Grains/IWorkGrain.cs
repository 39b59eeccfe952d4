namespace SampleService.Actors.Tests.Grains;

/// <summary>A grain that does what tests ask for and writes it on the board.</summary>
public interface IWorkGrain : IGrainWithStringKey
{
    Task<int> Count();

    Task<int> SetAndReturn(int value);

    /// <summary>Writes "name begin", waits at the gate of that name, writes "name end".</summary>
    Task Wait(string name);

    [AlwaysInterleave]
    Task WaitInterleaving(string name);

    [AlwaysInterleave]
    Task<int> Peek();

    [ReadOnly]
    Task WaitReading(string name);

    Task Leave(string? gate);

    [AlwaysInterleave]
    Task LeaveInterleaving();

    Task Note(string line);

    Task<int> ThrowAtOnce();

    Task<int> ThrowLater();

    Task<CancellationToken> PassToken(CancellationToken token);

    Task<string?> Ambient(string? set);

    Task CallOther(string key, string name);

    Task<object?[]> Contexts();

    [ResponseTimeout("00:00:05")]
    Task WaitFiveSeconds(string name);

    /// <summary>Adds without protection, with pauses in which another interleaved call may run.</summary>
    [AlwaysInterleave]
    Task Add(int times);

    Task Tick(TimeSpan due, TimeSpan period, string name);

    Task<int> Depth(int more);

    Task Delay(TimeSpan time);
}
