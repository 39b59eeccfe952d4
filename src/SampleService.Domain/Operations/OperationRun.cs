namespace SampleService.Domain;

/// <summary>Runs the operations of a call on rows that are locked, in the order of the list: each sees what those before it did.</summary>
public static class OperationRun
{
    /// <summary>Runs them.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="isAtomic">Whether the first failure ends the run; then those after it are not tried.</param>
    /// <param name="isKept">Whether what succeeds is to be stored, if the run is not an atomic one that fails.</param>
    /// <param name="state">The rows; has the changes afterwards.</param>
    public static OperationOutcome Run(IReadOnlyList<WriteOperation> operations, bool isAtomic, bool isKept, OperationState state)
    {
        var answers = new OperationAnswer[operations.Count];
        var (anyDone, anyFailed) = (false, false);
        for (var i = 0; i < answers.Length && !(isAtomic && anyFailed); i++)
        {
            try
            {
                answers[i] = new OperationAnswer(operations[i].Apply(state), null);
                anyDone = true;
            }
            catch (ServiceException fault)
            {
                answers[i] = new OperationAnswer(null, fault);
                anyFailed = true;
            }

            state.Answers.Add(answers[i]);
        }

        return new OperationOutcome(isKept && anyDone && !(isAtomic && anyFailed), state.At, answers);
    }
}
