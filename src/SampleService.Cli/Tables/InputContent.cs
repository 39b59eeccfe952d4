namespace SampleService.Cli;

/// <summary>What a file has, to be read more than once: a file from the disk, anything else, such as standard input, from memory.</summary>
internal sealed class InputContent : IDisposable
{
    /// <summary>So much is taken of what can be read only once.</summary>
    private const int MaxInMemory = 256_000_000;

    private readonly Stream _content;

    private InputContent(string name, Stream content) => (Name, _content) = (name, content);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <exception cref="FailureException">It cannot be read, or is too long.</exception>
    public static InputContent Of(string file)
    {
        var name = JsonInput.Name(file);
        try
        {
            var stream = file == JsonInput.StandardInput ? Console.OpenStandardInput() : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.CanSeek && file != JsonInput.StandardInput)
                return new InputContent(name, stream);
            using (stream)
                return new InputContent(name, Keep(stream, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException(ExitCodes.Error, $"{name} cannot be read: {e.Message}");
        }
    }

    /// <summary>Its text from the beginning, after the mark that some programs write there. One reader at a time, who leaves it open.</summary>
    public Stream OpenText()
    {
        var stream = Open();
        Span<byte> begin = stackalloc byte[3];
        if (stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || !begin.SequenceEqual("\uFEFF"u8))
            stream.Position = 0;
        return stream;
    }

    /// <summary>Its bytes from the beginning. One reader at a time, who leaves them open.</summary>
    public Stream Open()
    {
        _content.Position = 0;
        return _content;
    }

    public void Dispose() => _content.Dispose();

    private static MemoryStream Keep(Stream stream, string name)
    {
        var kept = new MemoryStream();
        var part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0;)
        {
            if (kept.Length + read > MaxInMemory)
                throw new FailureException(ExitCodes.Error, $"{name} has more than {MaxInMemory} bytes. A file may be longer.");
            kept.Write(part, 0, read);
        }

        return kept;
    }
}
