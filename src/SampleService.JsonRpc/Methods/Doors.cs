namespace SampleService.JsonRpc;

/// <summary>The doors on which a method can be called.</summary>
[Flags]
public enum Doors
{
    /// <summary>The door that speaks as the KBase Sample Service does.</summary>
    KBase = 1,

    /// <summary>The door for remote callers, JSON-RPC 2.0.</summary>
    Gateway = 2,

    /// <summary>The Unix socket for operators on the machine.</summary>
    Node = 4,

    /// <summary>The WebSocket of the gateway door, which has all methods of that door and those that need a lasting connection.</summary>
    WebSocket = 8,

    /// <summary>All doors.</summary>
    All = KBase | Gateway | Node,
}
