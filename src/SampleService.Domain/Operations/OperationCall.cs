namespace SampleService.Domain;

/// <summary>The operations of a call, ready to be done in one transaction.</summary>
public sealed record OperationCall
{
    /// <summary>The operations, in their order.</summary>
    public required IReadOnlyList<WriteOperation> Operations { get; init; }

    /// <summary>For whom.</summary>
    public required OperationCaller Caller { get; init; }

    /// <summary>Whether all of them are done or none.</summary>
    public bool IsAtomic { get; init; } = true;

    /// <summary>Whether nothing is stored, whatever succeeds.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Under which name the answer is kept; null if it is not.</summary>
    public RequestKey? Request { get; init; }

    /// <summary>Makes the answer, as JSON text in ASCII. It is made within the transaction where it is kept.</summary>
    public required Func<OperationOutcome, ReadOnlyMemory<byte>> WriteAnswer { get; init; }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(OperationCall);
}
