using System.Collections.Frozen;
using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Api;

/// <summary>Looks up what filters need beside the samples.</summary>
internal sealed class FilterContexts(WorkspaceAccess workspaces, ITermSource terms, IUnitMembers units)
{
    /// <summary>The workspaces that conditions name can be read, their terms are known; and what the filter needs to be evaluated.</summary>
    /// <exception cref="ServiceException">The first that fails.</exception>
    public async ValueTask<EvaluationContext> LookUpAsync(Filter? filter, Requester requester, CancellationToken cancellation)
    {
        if (filter is null)
            return new EvaluationContext { UnitMembers = units };
        foreach (var condition in filter.Conditions)
            if (condition is LinkCondition link)
                await workspaces.RequireReadableAsync(link.Workspace, link.Target, requester, cancellation);
        return new EvaluationContext
        {
            Terms = TermDemand.Resolve(filter, terms),
            UnitMembers = units,
            ReadableWorkspaces = filter.Conditions.Any(static condition => condition is LinkExistsCondition)
                ? await workspaces.FindVisibleAsync(requester, cancellation)
                : FrozenSet<WorkspaceId>.Empty,
        };
    }
}
