namespace SampleService.JsonRpc;

/// <summary>What kind of error the answer to a call is. Each dialect has its own numbers and words for them.</summary>
public enum RpcErrorKind
{
    /// <summary>The text is not JSON.</summary>
    Parse,

    /// <summary>JSON, but not a request.</summary>
    InvalidRequest,

    /// <summary>No such method.</summary>
    MethodNotFound,

    /// <summary>The parameters do not fit the method.</summary>
    InvalidParams,

    /// <summary>The call failed; code and type say why (docs/api/errors.md).</summary>
    Failure,

    /// <summary>The state of the platform does not allow the call now.</summary>
    PlatformState,

    /// <summary>The caller has taken the call back, which only a connection that carries many calls lets them do.</summary>
    Cancelled,

    /// <summary>A fault of the service; the log has the details.</summary>
    Unexpected,
}
