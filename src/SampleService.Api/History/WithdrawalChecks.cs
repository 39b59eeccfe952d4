using System.Collections.Frozen;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>Tells readers of something withdrawn who withdrew it, when and why.</summary>
internal sealed class WithdrawalChecks(IHistoryQueries history)
{
    /// <summary>None of these versions, and none of their samples, is withdrawn. Other things that are wrong with them are not looked at.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.SampleWithdrawn"/>: one is.</exception>
    public async ValueTask RequirePresentAsync(Requester requester, SampleAddress[] versions, CancellationToken cancellation)
    {
        var state = await history.GetStateAsync(
            new StateQuery(requester, versions, null, StateParts.None, ShowsWithdrawn: false, FrozenSet<WorkspaceId>.Empty), cancellation);
        foreach (var version in state.Samples)
            if (version.Error is { Kind: ErrorKind.SampleWithdrawn } withdrawn)
                throw withdrawn;
    }
}
