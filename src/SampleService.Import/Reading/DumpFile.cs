using System.IO.Compression;

namespace SampleService.Import;

/// <summary>A file of a dump while it is read. Whether it is compressed is told by its first bytes.</summary>
internal sealed class DumpFile : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly FileStream _file;
    private readonly Stream _content;
    private readonly DocumentReader _reader;
    private readonly string _name;

    private DumpFile(FileStream file, Stream content)
    {
        (_file, _content, _name) = (file, content, Path.GetFileName(file.Name));
        _reader = new DocumentReader(content, _name);
    }

    /// <summary>How much of it has been read, from 0 to 1.</summary>
    public double Progress => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    public static DumpFile Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        Span<byte> head = stackalloc byte[2];
        var isCompressed = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head is [0x1f, 0x8b];
        file.Position = 0;
        return new DumpFile(file, isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    /// <summary>The next document, valid until the one after it is read; null at the end.</summary>
    /// <exception cref="ImportException">The file is damaged.</exception>
    public ReadOnlyMemory<byte>? Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (InvalidDataException exception)
        {
            throw new ImportException($"{_name} is damaged or cut short: {exception.Message}");
        }
    }

    public void Dispose()
    {
        _content.Dispose();
        _file.Dispose();
    }
}
