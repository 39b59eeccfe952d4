using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains.Tests.Sessions;

/// <summary>Counts the look-ups that a process makes.</summary>
internal sealed class CountedSessionStore(ISessionStore store) : ISessionStore
{
    private int _lookUps;

    public int LookUps => Volatile.Read(ref _lookUps);

    public ValueTask<IReadOnlyList<SessionVersion>> FindVersionsAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _lookUps);
        return store.FindVersionsAsync(keys, cancellation);
    }

    public ValueTask<IReadOnlyList<string>> RemoveOldestAsync(UserName user, int kept, CancellationToken cancellation) =>
        store.RemoveOldestAsync(user, kept, cancellation);

    public ValueTask<int> RemoveExpiredAsync(Timestamp before, int max, CancellationToken cancellation) =>
        store.RemoveExpiredAsync(before, max, cancellation);
}
