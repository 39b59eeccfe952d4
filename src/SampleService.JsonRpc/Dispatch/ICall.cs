using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// One call as a dialect has read it. What is checked in which order, and the form of answers, is the dialect's; what is done for a
/// call is the <see cref="Dispatcher"/>'s. Implemented by structures, so that a call allocates none.
/// </summary>
internal interface ICall
{
    /// <summary>The method; null if there is none of that name on this door.</summary>
    RpcMethod? Method { get; }

    /// <summary>The name that was called, where no method has it, for the log; null if there was none.</summary>
    string? DescribeName();

    /// <summary>The first fault of those that are told before anything is done for the call; null for none.</summary>
    RpcError? FindFault();

    /// <summary>The first fault of those that are told after the caller is known; null for none.</summary>
    /// <param name="argument">The argument of the method, which is absent if it takes none.</param>
    RpcError? FindFaultAfterCaller(out JsonValue argument);

    /// <summary>Why a caller without a valid token may not call; null where that is allowed.</summary>
    /// <param name="presented">The token; null when there was none.</param>
    /// <param name="reason">Why it is not valid.</param>
    RpcError? RefuseAnonymous(string? presented, string? reason);

    /// <summary>Writes what comes before the result.</summary>
    void BeginResult(JsonOutput output);

    /// <summary>Writes what comes after the result; takes everything back for a notification.</summary>
    void EndResult(JsonOutput output);

    /// <summary>Writes the answer that is an error, in the place of all that was written before.</summary>
    void WriteError(JsonOutput output, in RpcError error);

    /// <summary>The same call without what callers chose and may be long: its answer fits when there is hardly any memory.</summary>
    void WriteShortError(JsonOutput output, in RpcError error);
}
