using SampleService.Contracts;
using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>The newest version of a sample that was read. The version is right for ever; who may see it, as long as the sight holds.</summary>
/// <param name="number">Which version it is.</param>
/// <param name="document">Its JSON text.</param>
/// <param name="sight">What the last one who asked for it got to see; null if they were not looked at.</param>
internal sealed class RememberedSample(int number, JsonBytes document, Sight? sight)
{
    /// <summary>What keeping it takes beside the document.</summary>
    private const int OwnBytes = 300;

    public int Number => number;

    public JsonBytes Document => document;

    /// <summary>Bytes of memory, about.</summary>
    public long Bytes => document.Utf8.Length + OwnBytes;

    /// <summary>The same after another one has asked for it.</summary>
    public RememberedSample SeenBy(Sight another) => new(number, document, another);

    /// <summary>What the database would answer somebody who has this version; null if it has to be asked.</summary>
    public FoundVersion? Answer(SampleAddress address, Requester requester, SampleMoment moment) =>
        sight is not null && sight.Holds(moment, requester.User) && number == (address.Version?.Value ?? sight.Head)
            ? new FoundVersion(sight.Held, sight.Head, null)
            : null;
}
