using System.Globalization;
using System.Text;

namespace SampleService.Testing.Http;

/// <summary>Reads one HTTP/1.1 answer: body by length, in chunks, or up to the end of the connection.</summary>
internal sealed class HttpAnswerReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public async Task<HttpAnswer> ReadAsync(string verb, CancellationToken cancellationToken)
    {
        int status;
        Dictionary<string, string> headers;
        do
        {
            status = ParseStatus(await ReadLineAsync(cancellationToken));
            headers = await ReadHeadersAsync(cancellationToken);
        }
        while (status is >= 100 and < 200);

        using var body = new MemoryStream();
        if (verb == "HEAD" || status is 204 or 304)
            return new HttpAnswer(status, headers, []);
        if (headers.GetValueOrDefault("transfer-encoding") is { } encoding && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
            await ReadChunksAsync(body, cancellationToken);
        else if (headers.TryGetValue("content-length", out var length))
            await CopyAsync(body, int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        else
            await CopyToEndAsync(body, cancellationToken);
        return new HttpAnswer(status, headers, body.ToArray());
    }

    private static int ParseStatus(string line)
    {
        var parts = line.Split(' ', 3);
        return parts.Length >= 2 && parts[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            ? int.Parse(parts[1], CultureInfo.InvariantCulture)
            : throw new FormatException("no HTTP status line");
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon < 1)
                throw new FormatException("no HTTP header line");
            headers[line[..colon]] = line[(colon + 1)..].Trim(' ', '\t');
        }

        return headers;
    }

    private async Task ReadChunksAsync(Stream body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            var size = int.Parse(line.AsSpan(0, line.IndexOf(';') is >= 0 and var end ? end : line.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                await ReadHeadersAsync(cancellationToken);
                return;
            }

            await CopyAsync(body, size, cancellationToken);
            await ReadLineAsync(cancellationToken);
        }
    }

    private async Task CopyAsync(Stream body, int count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (!await FillAsync(cancellationToken))
                throw new IOException("the connection ended inside a body");
            var part = Math.Min(count, _end - _start);
            body.Write(_buffer, _start, part);
            _start += part;
            count -= part;
        }
    }

    private async Task CopyToEndAsync(Stream body, CancellationToken cancellationToken)
    {
        while (await FillAsync(cancellationToken))
        {
            body.Write(_buffer, _start, _end - _start);
            _start = _end;
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (!await FillAsync(cancellationToken))
                throw new IOException("the connection ended inside a line");
            var c = (char)_buffer[_start++];
            if (c == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(c);
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start < _end)
            return true;
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
