namespace SampleService.Json;

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
