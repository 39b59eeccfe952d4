using System.Security.Cryptography;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="IServiceKeys"/>. A key is made by the process that needs it first, and read once by each.</summary>
internal sealed class ServiceKeys(IServiceKeyStore store, TimeProvider clock) : IServiceKeys
{
    private const string Cursor = "cursor";
    private const int CursorBytes = 64;

    private byte[]? _cursor;

    public async ValueTask<ReadOnlyMemory<byte>> GetCursorKeyAsync(CancellationToken cancellation) =>
        _cursor ??= await store.FindAsync(Cursor, cancellation)
            ?? await store.AddAsync(Cursor, RandomNumberGenerator.GetBytes(CursorBytes), Timestamp.Now(clock), cancellation);
}
