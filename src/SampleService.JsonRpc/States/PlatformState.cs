namespace SampleService.JsonRpc;

/// <summary>
/// A state of the platform, as callers see it: identity and priority at once. A state that is not named here is unknown, and refuses
/// all but the status.
/// </summary>
public enum PlatformState
{
    /// <summary>One that is set for all processes with the number of a state that cannot be set so: nobody knows what it means.</summary>
    Unknown = -1,

    /// <summary>The process is starting.</summary>
    Starting = 0,

    /// <summary>A backup is being made.</summary>
    Backup = 5,

    /// <summary>The software is being updated.</summary>
    SoftwareUpdate = 10,

    /// <summary>A restore is being done.</summary>
    Restore = 20,

    /// <summary>The platform is initializing.</summary>
    Initialization = 30,

    /// <summary>A validation is being done: data can be read.</summary>
    Validation = 40,

    /// <summary>Nothing is refused.</summary>
    Active = 100,

    /// <summary>A call was refused because of the load, less than a second ago.</summary>
    Busy = 120,

    /// <summary>The process is stopping.</summary>
    Stopping = int.MaxValue,
}

/// <summary>The numbers of errors about states of the platform, the same on all doors.</summary>
public static class PlatformStateCodes
{
    private const string Name = "Platform State Error";

    private static readonly DoorError NotKnown = new(-32010, Name, "The platform is in an unknown state");

    private static readonly Dictionary<PlatformState, DoorError> Known = new()
    {
        [PlatformState.Starting] = new(-32002, Name, "The platform is starting"),
        [PlatformState.Backup] = new(-32003, Name, "A backup is being made"),
        [PlatformState.SoftwareUpdate] = new(-32004, Name, "The software is being updated"),
        [PlatformState.Restore] = new(-32005, Name, "A restore is being done"),
        [PlatformState.Initialization] = new(-32006, Name, "The platform is initializing"),
        [PlatformState.Validation] = new(-32007, Name, "A validation is being done"),
        [PlatformState.Busy] = new(-32008, Name, "The platform is busy"),
        [PlatformState.Stopping] = new(-32009, Name, "The platform is stopping"),
    };

    /// <summary>
    /// What a number means that is set for all processes. Starting, active, busy and stopping are of one process and cannot be set.
    /// </summary>
    public static PlatformState OfShared(int number) => (PlatformState)number is
        PlatformState.Starting or PlatformState.Active or PlatformState.Busy or PlatformState.Stopping ? PlatformState.Unknown : (PlatformState)number;

    /// <summary>The errors of all states, the last one for states that are not known.</summary>
    public static IReadOnlyList<DoorError> Errors => [.. Known.Values, NotKnown];

    /// <summary>The error of a state.</summary>
    public static DoorError ErrorOf(PlatformState state) => Known.GetValueOrDefault(state, NotKnown);

    /// <summary>The number for a call that a state refuses.</summary>
    public static int Of(PlatformState state) => ErrorOf(state).Code;

    /// <summary>A state in a short sentence for callers.</summary>
    public static string Describe(PlatformState state) => ErrorOf(state).When;

    /// <summary>When a call that a state refuses is worth trying again, in milliseconds: load passes sooner than an operator's work.</summary>
    public static int RetryAfterMilliseconds(PlatformState state) => state == PlatformState.Busy ? 1000 : 2000;
}
