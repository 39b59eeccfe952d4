using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Keys that all processes of the deployment share and that the database keeps, for ever the same.</summary>
public interface IServiceKeys
{
    /// <summary>The key that cursors of pages are encrypted with: 64 bytes.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    ValueTask<ReadOnlyMemory<byte>> GetCursorKeyAsync(CancellationToken cancellation);

    /// <summary>The key that secrets of webhooks are encrypted with: 32 bytes.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    ValueTask<ReadOnlyMemory<byte>> GetWebhookKeyAsync(CancellationToken cancellation);
}
