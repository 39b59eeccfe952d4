using System.Buffers;
using System.Globalization;

namespace SampleService.Import;

/// <summary>
/// Takes a stream of JSON apart into its documents: one a line, or items of one array, however they are laid out. Its buffer grows to the longest
/// document. What stands between two documents is checked; the documents themselves are left to others.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="name">What messages call it.</param>
internal sealed class DocumentReader(Stream stream, string name)
{
    private const int MaxDocumentBytes = 1 << 30;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}"u8);

    private static readonly SearchValues<byte> EndOfString = SearchValues.Create("\"\\"u8);

    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private long _before;
    private bool _ended;
    private Layout _layout = Layout.Unknown;
    private bool _needsComma;

    private enum Layout
    {
        Unknown,
        Lines,
        Array,
        EndedArray,
    }

    /// <summary>The next document, valid until the one after it is read; null at the end.</summary>
    /// <exception cref="ImportException">It is not a sequence of documents, or ends within one.</exception>
    public ReadOnlyMemory<byte>? Read()
    {
        if (!FindBeginning())
            return null;
        var length = FindLength();
        var document = _buffer.AsMemory(_start, length);
        _start += length;
        _needsComma = _layout == Layout.Array;
        return document;
    }

    /// <summary>Goes on to the next document; false if there is none.</summary>
    private bool FindBeginning()
    {
        for (; ; _start++)
        {
            if (_start == _end && !Fill())
            {
                if (_layout == Layout.Array)
                    throw CutShort();
                return false;
            }

            switch (_buffer[_start])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                case 0xef or 0xbb or 0xbf when _before + _start < 3:
                    continue;
                case (byte)'[' when _layout == Layout.Unknown:
                    _layout = Layout.Array;
                    continue;
                case (byte)',' when _needsComma:
                    _needsComma = false;
                    continue;
                case (byte)']' when _layout == Layout.Array:
                    _layout = Layout.EndedArray;
                    continue;
                case (byte)'{' when !_needsComma && _layout != Layout.EndedArray:
                    if (_layout == Layout.Unknown)
                        _layout = Layout.Lines;
                    return true;
                default:
                    throw new ImportException(string.Create(
                        CultureInfo.InvariantCulture, $"{name} is not a sequence of JSON objects: byte {_before + _start} is none of what may stand there"));
            }
        }
    }

    /// <summary>The length of the document that begins here.</summary>
    private int FindLength()
    {
        var (at, depth, inString) = (0, 0, false);
        while (true)
        {
            var found = _buffer.AsSpan(_start + at, _end - _start - at).IndexOfAny(inString ? EndOfString : Structure);
            if (found < 0 || (_buffer[_start + at + found] == (byte)'\\' && _start + at + found + 1 == _end))
            {
                // An escape stays with what follows it.
                at = found < 0 ? _end - _start : at + found;
                if (!Fill())
                    throw CutShort();
                continue;
            }

            at += found + 1;
            switch (_buffer[_start + at - 1])
            {
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'{':
                    depth++;
                    break;
                default:
                    if (--depth == 0)
                        return at;
                    break;
            }
        }
    }

    /// <summary>Reads more; what has been read from the present position on stays.</summary>
    private bool Fill()
    {
        if (_ended)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _before += _start;
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxDocumentBytes)
                throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"{name} has a document of more than {MaxDocumentBytes} bytes"));
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        return !_ended;
    }

    private ImportException CutShort() => new($"{name} is cut short: it ends within a document or a list of documents");
}
