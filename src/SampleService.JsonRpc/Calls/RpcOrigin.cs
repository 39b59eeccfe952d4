namespace SampleService.JsonRpc;

/// <summary>Where a connection came from, found out by those few who ask.</summary>
/// <param name="connection">What the door knows of the connection and the request.</param>
/// <param name="isLocal">Judges it.</param>
public readonly struct RpcOrigin(object connection, Func<object, bool> isLocal)
{
    /// <summary>Whether it came from this machine and not through a proxy. To be asked before the call ends.</summary>
    public bool IsLocal => isLocal(connection);
}
