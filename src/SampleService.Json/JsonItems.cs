namespace SampleService.Json;

/// <summary>The items of an array in order.</summary>
public struct JsonItems
{
    private readonly JsonText _text;
    private readonly int _end;
    private int _index;
    private int _next;

    internal JsonItems(JsonText text, int index)
    {
        _text = text;
        _end = text[index].Next;
        _next = index + 1;
    }

    /// <summary>The present item.</summary>
    public readonly JsonValue Current => new(_text, _index);

    /// <summary>Itself, for foreach.</summary>
    public readonly JsonItems GetEnumerator() => this;

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext()
    {
        if (_next >= _end)
            return false;
        _index = _next;
        _next = _text[_index].Next;
        return true;
    }
}
