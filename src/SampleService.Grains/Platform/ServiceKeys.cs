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

    private const string Webhook = "webhook";
    private const int WebhookBytes = 32;

    private byte[]? _cursor;
    private byte[]? _webhook;

    public async ValueTask<ReadOnlyMemory<byte>> GetCursorKeyAsync(CancellationToken cancellation) =>
        _cursor ??= await FindAsync(Cursor, CursorBytes, cancellation);

    public async ValueTask<ReadOnlyMemory<byte>> GetWebhookKeyAsync(CancellationToken cancellation) =>
        _webhook ??= await FindAsync(Webhook, WebhookBytes, cancellation);

    private async ValueTask<byte[]> FindAsync(string name, int bytes, CancellationToken cancellation) =>
        await store.FindAsync(name, cancellation)
            ?? await store.AddAsync(name, RandomNumberGenerator.GetBytes(bytes), Timestamp.Now(clock), cancellation);
}
