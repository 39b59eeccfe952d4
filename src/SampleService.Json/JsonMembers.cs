namespace SampleService.Json;

/// <summary>The members of an object in the order of their first appearance, each name once.</summary>
public struct JsonMembers
{
    private readonly JsonText _text;
    private readonly int _end;
    private int _index;
    private int _next;

    internal JsonMembers(JsonText text, int index)
    {
        _text = text;
        _end = text[index].Next;
        _next = index + 1;
    }

    /// <summary>The present member.</summary>
    public readonly JsonMember Current => new(_text, _index);

    /// <summary>Itself, for foreach.</summary>
    public readonly JsonMembers GetEnumerator() => this;

    /// <summary>Goes to the next member.</summary>
    public bool MoveNext()
    {
        while (_next < _end)
        {
            _index = _next;
            _next = _text[_index + 1].Next;
            if (!_text[_index].Repeated)
                return true;
        }

        return false;
    }
}

/// <summary>A member of an object: its name and the value that counts.</summary>
public readonly struct JsonMember
{
    private readonly JsonText _text;
    private readonly int _index;

    internal JsonMember(JsonText text, int index)
    {
        _text = text;
        _index = index;
    }

    /// <summary>The name as a string value.</summary>
    public JsonValue Name => new(_text, _index);

    /// <summary>The value: of a name that stands several times, the last one.</summary>
    public JsonValue Value => new(_text, _text[_index].Next);
}
