using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The errors of the catalogue as callers of the KBase door see them (docs/api/README.md).</summary>
internal sealed class KBaseErrorTranslator : IErrorTranslator
{
    public RpcError? Translate(Exception exception) => exception switch
    {
        ServiceException { Kind: ErrorKind.Unexpected } => null,
        ServiceException { Kind: ErrorKind.Busy } => RpcError.Busy,
        ServiceException e when ErrorCatalogue.Find(e.Kind) is { } entry =>
            RpcError.Server(ErrorCatalogue.Message(e.Kind, e.Detail)) with { Outcome = entry.Code },
        ServiceException e => RpcError.Server(ErrorCatalogue.Message(e.Kind, e.Detail)),
        UnknownMemberException e => Translate(ServiceException.Illegal(e.Message)),
        TimeoutException => RpcError.Server("The service did not answer in time; the outcome of the call is unknown"),
        _ => null,
    };
}
