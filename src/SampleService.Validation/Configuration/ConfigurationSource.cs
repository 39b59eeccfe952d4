using System.Globalization;
using System.Text;

namespace SampleService.Validation;

/// <summary>Reads the text of a configuration from a file or a web server, limited in size and time.</summary>
internal static class ConfigurationSource
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The address as it was given, without user and password, for messages.</summary>
    public static string Display(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length > 0
        ? url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped)
        : url.OriginalString;

    /// <exception cref="UnreadableConfigurationException">The text cannot be read.</exception>
    public static async Task<string> ReadAsync(
        Uri url, bool allowInsecureHttp, SourceLimits limits, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limits.Timeout);
        try
        {
            var bytes = await ReadBytesAsync(url, allowInsecureHttp, limits.MaxBytes, timeout.Token);
            return Decode(bytes);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new UnreadableConfigurationException(
                string.Create(CultureInfo.InvariantCulture, $"it could not be read within {limits.Timeout.TotalSeconds} seconds"), e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnreadableConfigurationException("the service is not allowed to read it", e);
        }
        catch (HttpRequestException e)
        {
            throw new UnreadableConfigurationException(WebSource.Describe(e), e);
        }
        catch (IOException e)
        {
            throw new UnreadableConfigurationException("reading it failed", e);
        }
    }

    private static async Task<MemoryStream> ReadBytesAsync(
        Uri url, bool allowInsecureHttp, int maxBytes, CancellationToken cancellation)
    {
        if (!url.IsAbsoluteUri)
            throw new UnreadableConfigurationException("it is not an absolute URL");
        if (url.IsFile)
        {
            // Opening a pipe, or a file on an unreachable server, cannot be cancelled. The task is abandoned when time is up.
            return await Task.Run(() => ReadFileAsync(url, maxBytes, cancellation), cancellation).WaitAsync(cancellation);
        }

        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            throw new UnreadableConfigurationException($"'{url.Scheme}' is none of the schemes file, https and http");
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !allowInsecureHttp)
            throw new UnreadableConfigurationException("plain http is allowed for a loopback address only");
        using var client = WebSource.CreateClient(url);
        using var answer = await WebSource.GetAsync(client, url, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return await ReadBoundedAsync(body, maxBytes, cancellation);
    }

    private static async Task<MemoryStream> ReadFileAsync(Uri url, int maxBytes, CancellationToken cancellation)
    {
        await using var file = OpenFile(url);
        return await ReadBoundedAsync(file, maxBytes, cancellation);
    }

    private static FileStream OpenFile(Uri url)
    {
        if (url.Host.Length > 0 && !url.IsLoopback)
            throw new UnreadableConfigurationException("it names a file of another computer");
        var path = url.LocalPath;
        if (Directory.Exists(path))
            throw new UnreadableConfigurationException("it is a directory");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableConfigurationException("there is no such file", e);
        }
        catch (ArgumentException e)
        {
            throw new UnreadableConfigurationException("it can't be the name of a file", e);
        }
    }

    private static async Task<MemoryStream> ReadBoundedAsync(Stream stream, int maxBytes, CancellationToken cancellation)
    {
        var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (read.Length + count > maxBytes)
                throw new UnreadableConfigurationException(
                    string.Create(CultureInfo.InvariantCulture, $"it is larger than {maxBytes} bytes"));
            read.Write(buffer, 0, count);
        }

        return read;
    }

    private static string Decode(MemoryStream stream)
    {
        var bytes = stream.GetBuffer().AsSpan(0, (int)stream.Length);
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new UnreadableConfigurationException("it is not UTF-8 text", e);
        }
    }
}

/// <summary>Limits of size and time for reading a configuration.</summary>
internal sealed record SourceLimits(int MaxBytes, TimeSpan Timeout)
{
    public static SourceLimits Default { get; } = new(16 * 1024 * 1024, TimeSpan.FromSeconds(30));
}

/// <summary>The configuration cannot be read, or is not YAML that we accept. The message is for operators.</summary>
internal sealed class UnreadableConfigurationException(string reason, Exception? cause = null) : Exception(reason, cause);
