namespace SampleService.JsonRpc;

/// <summary>What the door knows of a request before its body is read.</summary>
/// <param name="Token">The token in its Authorization header; null when there was no header.</param>
/// <param name="Address">The caller's address as logs name it; callers can forge it.</param>
/// <param name="Origin">Where the connection itself came from.</param>
/// <param name="CallId">The id under which the log has the call.</param>
/// <param name="Arrived">When it came, as a timestamp of the clock.</param>
public readonly record struct RpcRequestInfo(
    string? Token, string Address, ConnectionOrigin Origin, string CallId, long Arrived)
{
    /// <summary>The value of its Content-Encoding header; null when there was none.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The door it came through.</summary>
    public Doors Door { get; init; } = Doors.KBase;

    /// <summary>The caller, where the door knows that before it reads the call; null where <see cref="Token"/> is to be judged.</summary>
    public CallerIdentity? Identity { get; init; }

    /// <summary>What methods can do with a connection that lasts beyond the call, as the door has it; null where there is none.</summary>
    public object? Connection { get; init; }
}

/// <summary>Where a connection came from. Found out only when a method asks, since hardly any does.</summary>
/// <param name="connection">What the door knows of the connection and the request.</param>
/// <param name="isLocal">Judges it.</param>
/// <param name="serviceUrl">Finds the address at which the caller reached the service; null where there is none.</param>
public readonly struct ConnectionOrigin(object connection, Func<object, bool> isLocal, Func<object, string>? serviceUrl = null)
{
    /// <summary>Whether it came from this machine and not through a proxy. Valid until the call ends.</summary>
    public bool IsLocal => isLocal(connection);

    /// <summary>The address at which the caller reached the service; null where there is none. Valid until the call ends.</summary>
    public string? ServiceUrl => serviceUrl?.Invoke(connection);
}
