using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>
/// Which events a caller sees, and what of them (docs/api/events.md): those of samples that the caller can read at this moment, those of
/// links of which the workspace can be read as well, those of offers for owner and addressee alone, and those of groups that the caller may read.
/// </summary>
public interface IEventVisibility
{
    /// <summary>What a requester sees of events, in their order.</summary>
    /// <param name="requester">Who asks.</param>
    /// <param name="events">The events.</param>
    /// <param name="samples">The samples that they are about, as they are now.</param>
    /// <param name="cancellation">Ends the wait for what workspaces can be read.</param>
    ValueTask<IReadOnlyList<SampleEvent>> ShowAsync(
        Requester requester, IReadOnlyList<SampleEvent> events, IReadOnlyDictionary<SampleId, SampleHeader> samples, CancellationToken cancellation);
}

/// <summary>See <see cref="IEventVisibility"/>.</summary>
internal sealed class EventVisibility(WorkspaceAccess workspaces, ICallerGroups memberships, IGroups groups) : IEventVisibility
{
    public async ValueTask<IReadOnlyList<SampleEvent>> ShowAsync(
        Requester requester, IReadOnlyList<SampleEvent> events, IReadOnlyDictionary<SampleId, SampleHeader> samples, CancellationToken cancellation)
    {
        if (requester.IsAdministrator)
            return events;
        var shown = new List<SampleEvent>(events.Count);
        IReadOnlySet<WorkspaceId>? readable = null;
        var seen = await FindGroupsAsync(requester, events, cancellation);
        foreach (var one in events)
        {
            if (one.Group is { } group)
            {
                if (seen.Contains(GroupName.OfEntry(new UserName(group))))
                    shown.Add(one);
                continue;
            }

            if (one.Sample is not { } id || !samples.TryGetValue(id, out var sample))
                continue;
            requester = await memberships.CompleteAsync(requester, AccessLevel.Admin, sample.Acls, cancellation);
            var level = sample.Acls.LevelOf(requester);
            if (one.Type == EventType.OfferChange ? !IsOfOffer(one, level, requester) : level < AccessLevel.Read)
                continue;
            if (one.Link is not null)
            {
                // Asked for only where there is a link: the workspace service may have to be.
                readable ??= await workspaces.FindVisibleAsync(requester, cancellation);
                if (one.Workspace is not { } workspace || !readable!.Contains(workspace))
                    continue;
            }

            shown.Add(level < AccessLevel.Admin && EventType.HidesWho(one.Type) ? one with { By = null } : one);
        }

        return shown;
    }

    /// <summary>Those of the groups that the events are about that the requester may read.</summary>
    private async ValueTask<IReadOnlySet<GroupName>> FindGroupsAsync(
        Requester requester, IReadOnlyList<SampleEvent> events, CancellationToken cancellation)
    {
        var named = events.Select(static one => one.Group).OfType<string>().Select(static name => GroupName.OfEntry(new UserName(name))).ToHashSet();
        return named.Count > 0 && requester.User is { } user ? await groups.FindReadableAsync(user, named, cancellation) : new HashSet<GroupName>();
    }

    private static bool IsOfOffer(SampleEvent one, AccessLevel level, Requester requester) =>
        level == AccessLevel.Owner || (one.Addressee is { } addressee && addressee == requester.User);
}
