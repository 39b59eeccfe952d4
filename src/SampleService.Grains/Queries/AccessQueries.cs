using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IAccessQueries"/>.</summary>
internal sealed class AccessQueries(IAccessStore store) : IAccessQueries
{
    public ValueTask<AccessRecord?> FindAsync(SampleId id, UserName? user, CancellationToken cancellation) => store.FindAsync(id, user, cancellation);

    public ValueTask<IReadOnlyList<AccessRecord>?> FindManyAsync(SampleId id, IReadOnlyList<UserName?> users, CancellationToken cancellation) =>
        store.FindManyAsync(id, users, cancellation);

    public ValueTask<IReadOnlyList<LinkedObject>> FindLinkedObjectsAsync(SampleId id, int max, CancellationToken cancellation) =>
        store.FindLinkedObjectsAsync(id, max, cancellation);
}
