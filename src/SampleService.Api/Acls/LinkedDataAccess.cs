using SampleService.Domain;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Through which data a user can read a sample.</summary>
internal sealed class LinkedDataAccess(IWorkspaceService workspaces)
{
    /// <summary>The workspace service is asked about so many objects for one answer.</summary>
    public const int MaxObjects = 100;

    private const int QuestionsAtOnce = 8;

    /// <summary>A reason for each object that the user can read.</summary>
    /// <param name="linked">The objects that are or were linked to the sample.</param>
    /// <param name="user">The user; null stands for everybody.</param>
    /// <param name="requester">Who asks; is not told of objects in workspaces that they cannot read.</param>
    /// <param name="cancellation">Ends the questions.</param>
    public async ValueTask<IEnumerable<AccessReason>> FindReasonsAsync(
        IReadOnlyList<LinkedObject> linked, UserName? user, Requester requester, CancellationToken cancellation)
    {
        if (linked.Count == 0)
            return [];
        var readable = await workspaces.FindReadableAsync(user, cancellation);
        var within = linked.Where(one => readable.Contains(one.Upa.Workspace)).ToArray();
        if (within.Length == 0)
            return [];
        var visible = requester.IsAdministrator ? null
            : requester.User == user ? readable
            : await workspaces.FindReadableAsync(requester.User, cancellation);

        var exists = new bool[within.Length];
        await Parallel.ForAsync(
            0, within.Length, new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce, CancellationToken = cancellation },
            async (i, token) => exists[i] = await workspaces.FindObjectTypeAsync(within[i].Upa, token) is not null);
        return within.Where((_, i) => exists[i]).Select(one => new AccessReason(AccessVia.DataLink, AccessLevel.Read, one.Since, one.LinkedBy)
        {
            Upa = visible is null || visible.Contains(one.Upa.Workspace) ? one.Upa : null,
        });
    }
}
