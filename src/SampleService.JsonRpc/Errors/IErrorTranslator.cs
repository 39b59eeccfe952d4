namespace SampleService.JsonRpc;

/// <summary>Turns what a method threw into the error a caller of one door sees: the only place where that is done.</summary>
public interface IErrorTranslator
{
    /// <summary>The error for the caller; null for a fault of ours, of which callers are told nothing.</summary>
    RpcError? Translate(Exception exception);
}
