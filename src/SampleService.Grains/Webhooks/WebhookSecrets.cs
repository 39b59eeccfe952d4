using System.Security.Cryptography;
using System.Text;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains;

/// <summary>
/// Encrypts the secrets of webhooks with a key of the deployment, so that no row, and no copy of the table alone, gives one away. Whoever has
/// all of the database has the key too.
/// </summary>
public sealed class WebhookSecrets(IServiceKeys keys)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Encrypts a secret, for one webhook alone.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> SealAsync(WebhookId id, string secret, CancellationToken cancellation)
    {
        var key = await keys.GetWebhookKeyAsync(cancellation);
        var text = Encoding.ASCII.GetBytes(secret);
        var message = new byte[NonceBytes + text.Length + TagBytes];
        RandomNumberGenerator.Fill(message.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key.Span, TagBytes);
        cipher.Encrypt(
            message.AsSpan(0, NonceBytes), text, message.AsSpan(NonceBytes, text.Length), message.AsSpan(NonceBytes + text.Length), id.Value.ToByteArray());
        return message;
    }

    /// <summary>The bytes of a secret; null if they were not encrypted for this webhook with the key of this deployment.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.StorageFailure"/>: the database failed.</exception>
    public async ValueTask<byte[]?> UnsealAsync(WebhookId id, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var key = await keys.GetWebhookKeyAsync(cancellation);
        if (message.Length < NonceBytes + TagBytes)
            return null;
        var text = new byte[message.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key.Span, TagBytes);
        try
        {
            cipher.Decrypt(
                message.Span[..NonceBytes], message.Span[NonceBytes..^TagBytes], message.Span[^TagBytes..], text, id.Value.ToByteArray());
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            // The row was changed from outside, or the key is that of another deployment: the receiver is told nothing, and its owner sees it.
            return null;
        }
    }
}
