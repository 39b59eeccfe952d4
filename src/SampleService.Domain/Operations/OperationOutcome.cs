namespace SampleService.Domain;

/// <summary>What became of the operations of a call.</summary>
/// <param name="IsApplied">Whether anything is stored.</param>
/// <param name="At">The time of all changes, taken when all rows were locked.</param>
/// <param name="Answers">What became of each operation, in their order.</param>
public sealed record OperationOutcome(bool IsApplied, Timestamp At, IReadOnlyList<OperationAnswer> Answers)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(OperationOutcome);
}

/// <summary>What became of one operation. The default was not tried.</summary>
/// <param name="Result">What it gives, if it was or would have been done; else null.</param>
/// <param name="Error">Why it failed; else null.</param>
public readonly record struct OperationAnswer(OperationResult? Result, ServiceException? Error);
