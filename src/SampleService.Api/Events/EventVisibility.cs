using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>
/// Which events a caller sees, and what of them (docs/api/events.md): those of samples that the caller can read at this moment, those of
/// links of which the workspace can be read as well, and those of offers for owner and addressee alone.
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
internal sealed class EventVisibility(WorkspaceAccess workspaces) : IEventVisibility
{
    public async ValueTask<IReadOnlyList<SampleEvent>> ShowAsync(
        Requester requester, IReadOnlyList<SampleEvent> events, IReadOnlyDictionary<SampleId, SampleHeader> samples, CancellationToken cancellation)
    {
        if (requester.IsAdministrator)
            return events;
        var shown = new List<SampleEvent>(events.Count);
        IReadOnlySet<WorkspaceId>? readable = null;
        foreach (var one in events)
        {
            if (one.Sample is not { } id || !samples.TryGetValue(id, out var sample))
                continue;
            var level = sample.Acls.LevelOf(requester.User);
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

    private static bool IsOfOffer(SampleEvent one, AccessLevel level, Requester requester) =>
        level == AccessLevel.Owner || (one.Addressee is { } addressee && addressee == requester.User);
}
