using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// Does the operations of a call in one transaction, in the process that answers: never a grain call an operation. When it is done, what this process
/// remembers of the samples that were changed is out of date; other processes find that out by the versions of what they remember.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails; whether the call was done is then unknown.</remarks>
public interface IOperations
{
    /// <summary>Calls of the same name come one after the other in this process, until what is returned is disposed of.</summary>
    ValueTask<IDisposable> EnterAsync(RequestKey request, CancellationToken cancellation);

    /// <summary>The answer that is kept of an earlier call of the same name; null if there was none.</summary>
    ValueTask<StoredAnswer?> FindAnswerAsync(RequestKey request, CancellationToken cancellation);

    /// <summary>Does the operations and gives the answer, or that of an earlier call of the same name.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.RequestIdUsed"/>: the name was used for another call.</exception>
    Task<ReadOnlyMemory<byte>> ApplyAsync(OperationCall call);
}
