using System.Buffers;
using System.Text;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>
/// Walks once over a stored tree: nodes, and in each the entries of controlled and then of user metadata. Trees were checked when they were
/// saved and are written by this service, so that nothing is checked again but that the text does not end early.
/// </summary>
internal ref struct TreeReader(ReadOnlySpan<byte> json)
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);

    private readonly ReadOnlySpan<byte> _json = json;
    private int _position;
    private StoredMember[] _members = [];
    private bool _isInMetadata;
    private bool _hasUnreadValue;

    /// <summary>The id of the node.</summary>
    public StoredText NodeId { get; private set; }

    /// <summary>The type of the node.</summary>
    public StoredText NodeType { get; private set; }

    /// <summary>The kind of metadata of the entry.</summary>
    public SearchedMetadata Kind { get; private set; }

    /// <summary>The key of the entry.</summary>
    public StoredText Key { get; private set; }

    /// <summary>Goes to the next node, whose entries are to be read to the end.</summary>
    public bool MoveToNode()
    {
        if (!TryTake('[') && !TryTake(','))
            return false;
        if (!TryTake('{'))
            return false;
        _isInMetadata = false;
        ReadMembers();
        return true;
    }

    /// <summary>Goes to the next entry of the node.</summary>
    public bool MoveToEntry()
    {
        while (true)
        {
            if (_hasUnreadValue)
            {
                SkipValue();
                _hasUnreadValue = false;
            }

            if (!_isInMetadata)
                return false;
            TryTake(',');
            if (TryTake('}'))
            {
                _isInMetadata = false;
                ReadMembers();
                continue;
            }

            Key = ReadString();
            TryTake(':');
            _hasUnreadValue = true;
            return true;
        }
    }

    /// <summary>The entry with its values; once for each.</summary>
    public StoredEntry ReadEntry()
    {
        _hasUnreadValue = false;
        var count = 0;
        TryTake('{');
        while (!TryTake('}'))
        {
            TryTake(',');
            if (count == _members.Length)
                Array.Resize(ref _members, Math.Max(8, count * 2));
            ref var member = ref _members[count++];
            (member.NameStart, member.NameLength, member.IsNameEscaped) = FindString();
            TryTake(':');
            ReadPrimitive(ref member);
        }

        return new StoredEntry(_json, Key, _members.AsSpan(0, count));
    }

    /// <summary>Reads members of the node up to the next metadata, or to its end.</summary>
    private void ReadMembers()
    {
        while (!TryTake('}'))
        {
            TryTake(',');
            var name = ReadString();
            TryTake(':');
            if (name.Is("id"u8))
                NodeId = ReadString();
            else if (name.Is("type"u8))
                NodeType = ReadString();
            else if (name.Is("meta_controlled"u8) || name.Is("meta_user"u8))
            {
                Kind = name.Is("meta_user"u8) ? SearchedMetadata.User : SearchedMetadata.Controlled;
                TryTake('{');
                _isInMetadata = true;
                return;
            }
            else
                SkipValue();
        }
    }

    private void ReadPrimitive(ref StoredMember member)
    {
        switch (Peek())
        {
            case (byte)'"':
                member.Kind = JsonKind.String;
                (member.Start, member.Length, member.IsEscaped) = FindString();
                return;
            case (byte)'t':
                member.Kind = JsonKind.True;
                break;
            case (byte)'f':
                member.Kind = JsonKind.False;
                break;
            default:
                member.Kind = JsonKind.Number;
                break;
        }

        member.Start = _position;
        member.IsEscaped = false;
        var length = _json[_position..].IndexOfAny(",} \n"u8);
        member.Length = length < 0 ? throw Cut() : length;
        _position += length;
    }

    private void SkipValue()
    {
        var depth = 0;
        if (Peek() is not ((byte)'"' or (byte)'{' or (byte)'['))
        {
            _position += _json[_position..].IndexOfAny(",}]"u8);
            return;
        }

        do
        {
            var next = _json[_position..].IndexOfAny(Marks);
            _position += next < 0 ? throw Cut() : next;
            switch (_json[_position])
            {
                case (byte)'"':
                    FindString();
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    _position++;
                    break;
                default:
                    depth--;
                    _position++;
                    break;
            }
        }
        while (depth > 0);
    }

    private StoredText ReadString()
    {
        var (start, length, isEscaped) = FindString();
        return new StoredText(_json.Slice(start, length), isEscaped);
    }

    /// <summary>The bytes between the quotes of the string that comes next, behind which the position moves.</summary>
    private (int Start, int Length, bool IsEscaped) FindString()
    {
        if (!TryTake('"'))
            throw Cut();
        var start = _position;
        var isEscaped = false;
        while (true)
        {
            var next = _json[_position..].IndexOfAny((byte)'"', (byte)'\\');
            _position += next < 0 ? throw Cut() : next + 1;
            if (_json[_position - 1] == '"')
                return (start, _position - 1 - start, isEscaped);
            isEscaped = true;
            _position++;
        }
    }

    private bool TryTake(char mark)
    {
        if (Peek() != mark)
            return false;
        _position++;
        return true;
    }

    /// <summary>The next byte that is no white space.</summary>
    private byte Peek()
    {
        while (_position < _json.Length && _json[_position] <= ' ')
            _position++;
        return _position < _json.Length ? _json[_position] : throw Cut();
    }

    private static InvalidDataException Cut() => new("A stored tree is not what was written.");
}
