using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>The newest version of a sample that was read. The version is right for ever; who may see it, as long as the sight holds.</summary>
/// <param name="version">The version.</param>
/// <param name="sight">What the last one who asked for it got to see.</param>
internal sealed class RememberedSample(SampleVersion version, Sight sight)
{
    /// <summary>What keeping it takes beside its texts.</summary>
    private const int OwnBytes = 400;

    public SampleVersion Version => version;

    public int Number => version.Id.Version;

    /// <summary>Bytes of memory, about.</summary>
    public long Bytes => OwnBytes + version.NodeTree.Length
        + (sizeof(char) * ((version.Name?.Length ?? 0) + version.SavedBy.Value.Length + (sight.User?.Value.Length ?? 0)));

    /// <summary>What the database would answer somebody who has this version; null if it has to be asked.</summary>
    public FoundVersion? Answer(SampleAddress address, Requester requester, SampleMoment moment) =>
        sight.Holds(moment, requester.User) && Number == (address.Version?.Value ?? sight.Head)
            ? new FoundVersion(sight.Held, sight.Head, null)
            : null;
}
