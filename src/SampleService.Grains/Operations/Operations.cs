using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>
/// See <see cref="IOperations"/>. Grains of samples notice by the count of writes that what they remember is out of date, as readers do, so
/// none of them is called.
/// </summary>
internal sealed class Operations(
    IOperationStore store, ICallerGroups groups, SampleCache cache, OwnershipEpoch epoch, RequestGates gates, OperationLimits limits) : IOperations
{
    public ValueTask<IDisposable> EnterAsync(RequestKey request, CancellationToken cancellation) => gates.EnterAsync(request, cancellation);

    public ValueTask<StoredAnswer?> FindAnswerAsync(RequestKey request, CancellationToken cancellation) =>
        store.FindAnswerAsync(request, limits, cancellation);

    public async Task<ReadOnlyMemory<byte>> ApplyAsync(OperationCall call)
    {
        var report = await RunAsync(await CompleteAsync(call));
        return report.Earlier is { } earlier ? call.Request!.Take(earlier) : report.Answer;
    }

    /// <summary>The call with the groups of whom it is for. Who is taken out of one while it runs was a member when it began.</summary>
    private async ValueTask<OperationCall> CompleteAsync(OperationCall call)
    {
        var (requester, actor) = call.Caller;
        var found = await groups.FindAsync(actor, CancellationToken.None);
        return call with { Caller = new OperationCaller(requester with { Groups = requester.User == actor ? found : null }, actor) { ActorGroups = found } };
    }

    private async Task<OperationReport> RunAsync(OperationCall call)
    {
        try
        {
            return await store.ApplyAsync(call, limits, CancellationToken.None);
        }
        catch
        {
            epoch.MarkOutcomeUnknown();
            throw;
        }
        finally
        {
            // New samples are left out: nothing was read of them before.
            foreach (var sample in new OperationKeys(call.Operations).Samples)
                cache.Invalidate(sample);
        }
    }
}
