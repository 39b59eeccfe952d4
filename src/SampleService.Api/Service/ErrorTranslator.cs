using System.Globalization;
using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>What methods throw, as errors of the catalogue (docs/errors.md).</summary>
internal sealed class ErrorTranslator : IErrorTranslator
{
    public IReadOnlyList<CatalogueError> Catalogue { get; } =
        [.. ErrorCatalogue.All.Select(entry => new CatalogueError(entry.Code, entry.Type, entry.When, entry.IsPlain))];

    public RpcError? Translate(Exception exception) => exception switch
    {
        ServiceException { Kind: ErrorKind.Busy } => RpcError.Busy,
        ServiceException { Kind: ErrorKind.Starting } => RpcError.RefusedBy(PlatformState.Starting),
        ServiceException { Kind: ErrorKind.RefusedByState } e =>
            RpcError.RefusedBy(PlatformStateCodes.OfShared(int.Parse(e.Detail, CultureInfo.InvariantCulture))),
        ServiceException e => Failure(e.Kind, e.Detail),
        UnknownMemberException e => Failure(ErrorKind.IllegalParameter, e.Message),
        TimeoutException => Failure(ErrorKind.ClusterFailure, "The service did not answer in time; the outcome of the call is unknown"),
        _ => null,
    };

    private static RpcError? Failure(ErrorKind kind, string detail) => ErrorCatalogue.Find(kind) is { } entry
        ? RpcError.Failure(entry.Code, entry.Type, entry.IsPlain ? detail : ContractText.Trim(detail)) with { IsPlain = entry.IsPlain }
        : null;
}
