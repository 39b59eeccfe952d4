using SampleService.Domain;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>
/// Asks for all users, workspaces and objects that operations name, each once, before the transaction. The answers count in the transaction, where
/// the order of the checks of each operation has them.
/// </summary>
internal sealed class OperationUpstream(AclEntries entries, IWorkspaceService workspaces, EndedLinkAccess endedLinks)
{
    private const int MaxConcurrentQuestions = 8;

    /// <summary>The operations, each with what the services have against it.</summary>
    /// <param name="operations">The operations; null for those that have failed already.</param>
    /// <param name="requester">Whose permissions count.</param>
    /// <param name="cancellation">Ends the questions.</param>
    public async ValueTask<IReadOnlyList<WriteOperation?>> AskAsync(
        IReadOnlyList<RequestedOperation?> operations, Requester requester, CancellationToken cancellation)
    {
        var asked = operations.OfType<RequestedOperation>().ToList();
        var unknown = await FindUnknownAsync(asked, cancellation);
        var permissions = await FindPermissionsAsync(asked, requester, cancellation);
        var objects = asked.Where(operation => operation.Object is not null && FindWorkspaceFault(operation, permissions, requester) is null)
            .Select(static operation => operation.Object!.Value).ToHashSet();
        var missing = await FindMissingAsync(objects, cancellation);
        var ended = await endedLinks.FindAsync(asked, requester, cancellation);
        var answered = new List<WriteOperation?>(operations.Count);
        foreach (var operation in operations)
            answered.Add(operation switch
            {
                null => null,
                { Operation: EndLink end } => ended.GetValueOrDefault(end.Link, EndedLink.Unknown).Tell(end),
                _ => operation.Operation with
                {
                    UpstreamFault = unknown.FaultOf(operation) ?? FindWorkspaceFault(operation, permissions, requester) ?? missing(operation),
                },
            });
        return answered;
    }

    private async ValueTask<UnknownUsers> FindUnknownAsync(IReadOnlyList<RequestedOperation> operations, CancellationToken cancellation)
    {
        var names = operations.SelectMany(static operation => operation.Users).Distinct().ToArray();
        if (names.Length == 0)
            return new UnknownUsers([], null, []);
        var (unknown, fault) = await TryAsync(() => entries.FindUnknownAsync(names, cancellation));
        if (fault is not { Kind: ErrorKind.NoSuchUser })
            return new UnknownUsers((unknown ?? []).ToHashSet(), fault, []);

        // One of the names is illegal, which hides what is to be said of the others.
        var faults = new Dictionary<RequestedOperation, ServiceException?>(ReferenceEqualityComparer.Instance);
        foreach (var operation in operations.Where(static operation => operation.Users.Any()))
        {
            var (some, own) = await TryAsync(() => entries.FindUnknownAsync([.. operation.Users], cancellation));
            faults[operation] = own ?? (some is { Count: > 0 } ? AclArguments.Unknown(some) : null);
        }

        return new UnknownUsers([], null, faults);
    }

    private async ValueTask<Dictionary<WorkspaceId, (WorkspacePermission Held, ServiceException? Fault)>> FindPermissionsAsync(
        IReadOnlyList<RequestedOperation> operations, Requester requester, CancellationToken cancellation)
    {
        var asked = operations.Select(static operation => operation.AskedWorkspace).OfType<WorkspaceId>().Distinct().ToArray();
        var answers = new (WorkspacePermission, ServiceException?)[asked.Length];
        await Parallel.ForAsync(
            0, asked.Length, new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentQuestions, CancellationToken = cancellation },
            async (i, token) => answers[i] = await TryAsync(() => workspaces.FindPermissionAsync(asked[i], requester.User, token)));
        return asked.Zip(answers).ToDictionary(static pair => pair.First, static pair => pair.Second);
    }

    private static ServiceException? FindWorkspaceFault(
        RequestedOperation operation, Dictionary<WorkspaceId, (WorkspacePermission Held, ServiceException? Fault)> permissions, Requester requester)
    {
        if (operation.AskedWorkspace is not { } workspace)
            return null;
        var (held, fault) = permissions[workspace];
        if (fault is not null)
            return fault;
        try
        {
            var target = operation.Object is { } upa ? WorkspaceAccess.TargetOf(upa) : WorkspaceAccess.TargetOf(workspace);
            WorkspaceAccess.Require(held, target, requester, WorkspacePermission.Write);
            return null;
        }
        catch (ServiceException refusal)
        {
            return refusal;
        }
    }

    private async ValueTask<Func<RequestedOperation, ServiceException?>> FindMissingAsync(IReadOnlyCollection<Upa> objects, CancellationToken cancellation)
    {
        if (objects.Count == 0)
            return static _ => null;
        var (missing, fault) = await TryAsync(() => workspaces.FindMissingAsync(objects, cancellation));
        return operation => operation.Object is not { } upa ? null
            : fault ?? (missing!.Contains(upa) ? WorkspaceAccess.NoSuchObject(upa) : null);
    }

    /// <summary>An answer, or what the service says against it. What is wrong with this service itself is thrown.</summary>
    private static async ValueTask<(T? Answer, ServiceException? Fault)> TryAsync<T>(Func<ValueTask<T>> question)
    {
        try
        {
            return (await question(), null);
        }
        catch (ServiceException fault) when (fault.Kind is ErrorKind.NoSuchUser or ErrorKind.NoSuchWorkspaceData or ErrorKind.UpstreamFailure)
        {
            return (default, fault);
        }
    }

    /// <summary>Which users do not exist: of all operations, or, where that cannot be said, what is wrong with each.</summary>
    private sealed record UnknownUsers(
        HashSet<UserName> Names, ServiceException? Fault, Dictionary<RequestedOperation, ServiceException?> Faults)
    {
        public ServiceException? FaultOf(RequestedOperation operation)
        {
            if (!operation.Users.Any())
                return null;
            if ((Fault ?? Faults.GetValueOrDefault(operation)) is { } fault)
                return fault;
            // Where a user has to be named no group will do.
            var unknown = operation.Users.Where(name => Names.Contains(name) || (!operation.AreEntries && GroupName.IsEntry(name))).ToList();
            return unknown.Count > 0 ? AclArguments.Unknown(unknown) : null;
        }
    }
}
