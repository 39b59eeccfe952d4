using System.Collections.Frozen;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>The checks of versions by those methods that tell readers of something withdrawn who withdrew it, when and why.</summary>
internal sealed class VersionChecks(IHistoryQueries history)
{
    /// <summary>These versions exist, the requester may read them, and neither they nor their samples are withdrawn.</summary>
    /// <exception cref="ServiceException">The first of these that is not so, of the first version; that one is withdrawn comes last.</exception>
    public async ValueTask RequireReadableAsync(Requester requester, SampleAddress[] versions, CancellationToken cancellation)
    {
        var state = await history.GetStateAsync(
            new StateQuery(requester, versions, null, StateParts.None, ShowsWithdrawn: false, FrozenSet<WorkspaceId>.Empty), cancellation);
        var errors = state.Samples.Select(static version => version.Error).OfType<ServiceException>().ToList();
        if (errors.Find(static error => error.Kind != ErrorKind.SampleWithdrawn) is { } first)
            throw first;
        if (errors.Count > 0)
            throw errors[0];
    }
}
