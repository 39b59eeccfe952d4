using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// One message of a connection that carries many: what the connection has to know of it before it is carried out. Anything that is no
/// request is a message too, whose answer is the error.
/// </summary>
public sealed class GatewayMessage : IDisposable
{
    private readonly JsonText? _text;
    private readonly JsonValue _cancelled;
    private readonly RpcError? _fault;

    /// <param name="text">The message, read.</param>
    /// <param name="call">The call in it.</param>
    /// <param name="length">Its bytes.</param>
    internal GatewayMessage(JsonText text, GatewayCall call, int length)
    {
        (_text, Call, Length) = (text, call, length);
        _cancelled = call.FindCancelled();
        IsNotification = call.IsNotification;
    }

    /// <param name="fault">Why it is no request.</param>
    /// <param name="length">Its bytes.</param>
    internal GatewayMessage(RpcError fault, int length) => (_fault, Length) = (fault, length);

    /// <summary>Whether it is never answered.</summary>
    public bool IsNotification { get; }

    /// <summary>Whether it has an id that its answer has too. Other answers have null in its place.</summary>
    public bool HasId => !Id.IsEmpty;

    /// <summary>Its id as it was written; empty where there is none that can be used. Valid until this is disposed of.</summary>
    public ReadOnlySpan<byte> Id => _fault is null && Call.HasUsableId ? Call.Id : default;

    /// <summary>Whether it takes a call back, and is no call itself.</summary>
    public bool IsCancellation => _fault is null && Call.IsCancellation;

    /// <summary>The id of the call that it takes back, as it was written; empty if it is no such message.</summary>
    public ReadOnlySpan<byte> CancelledId => _cancelled.Raw;

    /// <summary>Whether a call with the same id is under way already, so that this one is refused.</summary>
    public bool IsDuplicate { get; set; }

    internal GatewayCall Call { get; }

    internal int Length { get; }

    /// <summary>What is wrong with it as a message; null for nothing.</summary>
    internal RpcError? FindFault() =>
        _fault ?? (IsDuplicate ? RpcError.InvalidRequest("a call with this id is under way") : null);

    /// <summary>Whether an answer can have its id.</summary>
    internal bool IsRead => _fault is null;

    /// <summary>Gives the memory that reading it took back.</summary>
    public void Dispose() => _text?.Dispose();
}
