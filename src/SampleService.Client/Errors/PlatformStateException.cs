namespace SampleService.Client;

/// <summary>The state of the platform does not allow the call now: it was not carried out, and can be made again later.</summary>
public sealed class PlatformStateException : SampleServiceException
{
    /// <param name="code">The code, -32002 to -32010.</param>
    /// <param name="state">The state.</param>
    /// <param name="retryAfter">When it is worth trying again; null where the door does not tell.</param>
    /// <param name="message">What is wrong.</param>
    public PlatformStateException(int code, PlatformState state, TimeSpan? retryAfter, string message)
        : base(code, PlatformStates.ErrorType, message) => (State, RetryAfter) = (state, retryAfter);

    /// <summary>The state. It may be a number without a name.</summary>
    public PlatformState State { get; }

    /// <summary>When it is worth trying again; null where the door does not tell, as the Unix socket does not.</summary>
    public TimeSpan? RetryAfter { get; }
}

/// <summary>The states of the platform, by the numbers of the service.</summary>
public enum PlatformState
{
    /// <summary>A state that the door gives no number for.</summary>
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

    /// <summary>There was no room for the call.</summary>
    Busy = 120,

    /// <summary>The process is stopping.</summary>
    Stopping = int.MaxValue,
}

/// <summary>The numbers of errors about states.</summary>
internal static class PlatformStates
{
    public const string ErrorType = "Platform State Error";

    private const int UnknownCode = -32010;

    /// <summary>The state that an error is about; null for other errors.</summary>
    public static PlatformState? Find(int code) => code switch
    {
        -32002 => PlatformState.Starting,
        -32003 => PlatformState.Backup,
        -32004 => PlatformState.SoftwareUpdate,
        -32005 => PlatformState.Restore,
        -32006 => PlatformState.Initialization,
        -32007 => PlatformState.Validation,
        -32008 => PlatformState.Busy,
        -32009 => PlatformState.Stopping,
        UnknownCode => PlatformState.Unknown,
        _ => null,
    };
}
