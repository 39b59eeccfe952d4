using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>
/// What callers may do with the data of links that they want to end: they need to write to the workspace, unless it or the object version is deleted
/// or was never there.
/// </summary>
internal sealed class EndedLinkAccess(ILinkQueries links, IWorkspaceService workspaces)
{
    private const int MaxConcurrentQuestions = 8;

    /// <summary>What is to be said of the links that operations end by their ids. Links that do not exist are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<LinkId, EndedLink>> FindAsync(
        IReadOnlyList<RequestedOperation> operations, Requester requester, CancellationToken cancellation)
    {
        var named = operations.Select(static operation => operation.Link).OfType<LinkId>().Distinct().ToList();
        if (named.Count == 0)
            return new Dictionary<LinkId, EndedLink>();
        var found = await links.FindManyAsync(named, cancellation);
        var asked = found.Select(static link => link.Unit.Upa.Workspace).Distinct().ToArray();
        var workspaceAccess = new EndedLink[asked.Length];
        await Parallel.ForAsync(
            0, asked.Length, new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentQuestions, CancellationToken = cancellation },
            async (i, token) => workspaceAccess[i] = await FindAsync(asked[i], requester, token));
        var byWorkspace = asked.Zip(workspaceAccess).ToDictionary(static pair => pair.First, static pair => pair.Second);

        // Where the object is gone, its workspace need not be writable.
        var faults = new Dictionary<Upa, ServiceException?>();
        foreach (var objects in found.Select(static link => link.Unit.Upa).Distinct().GroupBy(static upa => upa.Workspace))
            if (byWorkspace[objects.Key].Fault is { Kind: ErrorKind.Unauthorized } refusal)
                await AddFaultsAsync(faults, [.. objects], refusal, cancellation);
        return found.ToDictionary(
            static link => link.Id,
            link => byWorkspace[link.Unit.Upa.Workspace] is var access && faults.TryGetValue(link.Unit.Upa, out var fault)
                ? access with { Fault = fault }
                : access);
    }

    private async ValueTask<EndedLink> FindAsync(WorkspaceId workspace, Requester requester, CancellationToken cancellation)
    {
        try
        {
            var held = await workspaces.FindPermissionAsync(workspace, requester.User, cancellation);
            var isWritable = requester.IsAdministrator || held >= WorkspacePermission.Write;
            return new EndedLink(
                requester.IsAdministrator || held >= WorkspacePermission.Read,
                isWritable ? null : ServiceException.Unauthorized($"{requester.Title} cannot write to {WorkspaceAccess.TargetOf(workspace)}"));
        }
        catch (ServiceException gone) when (gone.Kind == ErrorKind.NoSuchWorkspaceData)
        {
            return new EndedLink(requester.IsAdministrator, null);
        }
        catch (ServiceException fault) when (fault.Kind == ErrorKind.UpstreamFailure)
        {
            return new EndedLink(requester.IsAdministrator, fault);
        }
    }

    /// <summary>What there is against ending links from objects of a workspace that the caller may not write to.</summary>
    private async ValueTask AddFaultsAsync(
        Dictionary<Upa, ServiceException?> faults, IReadOnlyCollection<Upa> objects, ServiceException refusal, CancellationToken cancellation)
    {
        try
        {
            var gone = await workspaces.FindMissingAsync(objects, cancellation);
            foreach (var upa in objects)
                faults[upa] = gone.Contains(upa) ? null : refusal;
        }
        catch (ServiceException fault) when (fault.Kind is ErrorKind.NoSuchWorkspaceData or ErrorKind.UpstreamFailure)
        {
            // The workspace was deleted meanwhile, or nobody can tell.
            foreach (var upa in objects)
                faults[upa] = fault.Kind == ErrorKind.NoSuchWorkspaceData ? null : fault;
        }
    }
}

/// <summary>What a caller may do with the data of a link.</summary>
/// <param name="IsReadable">Whether they may read its workspace.</param>
/// <param name="Fault">What there is against ending the link; null for nothing.</param>
internal sealed record EndedLink(bool IsReadable, ServiceException? Fault)
{
    /// <summary>The link does not exist, as far as is known.</summary>
    public static readonly EndedLink Unknown = new(false, null);

    /// <summary>The operation with what is known.</summary>
    public WriteOperation Tell(EndLink operation) => operation with { IsDataReadable = IsReadable, UpstreamFault = Fault };
}
