using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>
/// Does the operations of a call in one transaction: locks all rows that they need, in an order that is the same for all, lets
/// <see cref="OperationRun"/> decide, and stores what it has decided, its events, and the answer under the name of the call.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails; whether the
/// call was done is then unknown, but never half of it.
/// </remarks>
public interface IOperationStore
{
    /// <summary>The answer that is kept under a name; null if there is none, or none any more.</summary>
    ValueTask<StoredAnswer?> FindAnswerAsync(RequestKey request, OperationLimits limits, CancellationToken cancellation);

    /// <summary>
    /// Does the operations. One call with a name waits for another one with the same name; if that was done, this one is not, and its answer is
    /// given.
    /// </summary>
    ValueTask<OperationReport> ApplyAsync(OperationCall call, OperationLimits limits, CancellationToken cancellation);
}

/// <summary>What became of a call.</summary>
/// <param name="Answer">Its answer; empty if it was done before.</param>
/// <param name="Earlier">The answer that was kept of a call of the same name; null if there was none.</param>
public readonly record struct OperationReport(ReadOnlyMemory<byte> Answer, StoredAnswer? Earlier);
