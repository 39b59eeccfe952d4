using System.Globalization;
using System.Text;

namespace SampleService.Validation;

/// <summary>Fetches the text of a configuration from a file or a web server, in bounded size and time.</summary>
internal static class ConfigurationSource
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The address for messages: as it was given, without a password that may stand in it.</summary>
    public static string Display(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length > 0
        ? url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped)
        : url.OriginalString;

    /// <summary>The text at an address.</summary>
    /// <exception cref="UnreadableConfigurationException">It can't be had.</exception>
    public static async Task<string> ReadAsync(
        Uri url, bool allowInsecureHttp, SourceLimits limits, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limits.Time);
        try
        {
            var bytes = await ReadBytesAsync(url, allowInsecureHttp, limits.MaximumBytes, timeout.Token);
            return Decode(bytes);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new UnreadableConfigurationException(
                string.Create(CultureInfo.InvariantCulture, $"it could not be read within {limits.Time.TotalSeconds} seconds"), e);
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
        Uri url, bool allowInsecureHttp, int maximumBytes, CancellationToken cancellation)
    {
        if (!url.IsAbsoluteUri)
            throw new UnreadableConfigurationException("it is not an absolute URL");
        if (url.IsFile)
        {
            // Opening a pipe, or a file on a server that has gone, can't be cancelled: it is left to itself.
            return await Task.Run(() => ReadFileAsync(url, maximumBytes, cancellation), cancellation).WaitAsync(cancellation);
        }

        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            throw new UnreadableConfigurationException($"'{url.Scheme}' is none of the schemes file, https and http");
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !allowInsecureHttp)
            throw new UnreadableConfigurationException("plain http is allowed for a loopback address only");
        using var client = WebSource.CreateClient(url);
        using var answer = await WebSource.GetAsync(client, url, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return await ReadBoundedAsync(body, maximumBytes, cancellation);
    }

    private static async Task<MemoryStream> ReadFileAsync(Uri url, int maximumBytes, CancellationToken cancellation)
    {
        await using var file = OpenFile(url);
        return await ReadBoundedAsync(file, maximumBytes, cancellation);
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

    private static async Task<MemoryStream> ReadBoundedAsync(Stream stream, int maximumBytes, CancellationToken cancellation)
    {
        var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (read.Length + count > maximumBytes)
                throw new UnreadableConfigurationException(
                    string.Create(CultureInfo.InvariantCulture, $"it is larger than {maximumBytes} bytes"));
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

/// <summary>How much is read of a configuration, and how long reading it may take.</summary>
internal sealed record SourceLimits(int MaximumBytes, TimeSpan Time)
{
    public static SourceLimits Default { get; } = new(16 * 1024 * 1024, TimeSpan.FromSeconds(30));
}

/// <summary>The configuration can't be fetched, or is not YAML that can be taken.</summary>
/// <param name="reason">Why, for operators.</param>
/// <param name="cause">What brought it about.</param>
internal sealed class UnreadableConfigurationException(string reason, Exception? cause = null) : Exception(reason, cause);
