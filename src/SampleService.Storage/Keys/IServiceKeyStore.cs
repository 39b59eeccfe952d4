using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Keys that all processes of a deployment share. A key never changes once it is there.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface IServiceKeyStore
{
    /// <summary>The key of a name; null if there is none yet.</summary>
    ValueTask<byte[]?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Keeps a key, unless there is one of that name already, and gives the one that is kept.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="key">The key, if it is the first.</param>
    /// <param name="now">When it was made.</param>
    /// <param name="cancellation">Drops it while it waits.</param>
    ValueTask<byte[]> AddAsync(string name, ReadOnlyMemory<byte> key, Timestamp now, CancellationToken cancellation);
}
