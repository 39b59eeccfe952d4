using System.Buffers.Text;
using System.Globalization;

namespace SampleService.Json;

/// <summary>A value in a <see cref="JsonText"/>. The default is an absent one.</summary>
public readonly struct JsonValue
{
    private readonly JsonText? _text;
    private readonly int _index;

    internal JsonValue(JsonText text, int index)
    {
        _text = text;
        _index = index;
    }

    /// <summary>The kind of value.</summary>
    public JsonKind Kind => _text is null ? JsonKind.Absent : _text[_index].Kind;

    /// <summary>Whether it is null or not there.</summary>
    public bool IsNullOrAbsent => Kind <= JsonKind.Null;

    /// <summary>The JSON text of the value, strings with their quotes.</summary>
    public ReadOnlySpan<byte> Raw
    {
        get
        {
            if (_text is null)
                return default;
            ref readonly var token = ref _text[_index];
            return token.Kind == JsonKind.String
                ? _text.Utf8.Slice(token.Start - 1, token.Length + 2)
                : _text.Utf8.Slice(token.Start, token.Length);
        }
    }

    /// <summary>Of a string, the bytes between its quotes, still escaped.</summary>
    public ReadOnlySpan<byte> RawContent => _text is null ? default : _text.Utf8.Slice(_text[_index].Start, _text[_index].Length);

    /// <summary>Whether a string has escapes.</summary>
    public bool HasEscapes => _text is not null && _text[_index].Escaped;

    /// <summary>Whether it is a number whose literal has neither point nor exponent.</summary>
    public bool IsInteger => Kind == JsonKind.Number && Raw.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;

    /// <summary>
    /// Whether it counts as false: absent, null, false, a number that is zero, an empty string, array or object.
    /// </summary>
    public bool IsFalsy => Kind switch
    {
        JsonKind.True => false,
        JsonKind.Number => GetDouble() == 0,
        JsonKind.String => _text![_index].Length == 0,
        JsonKind.Array or JsonKind.Object => _text![_index].Next == _index + 1,
        _ => true,
    };

    /// <summary>The member of that name; absent when there is none or this is no object.</summary>
    /// <param name="name">The name; ASCII without quotes and backslashes.</param>
    public JsonValue this[ReadOnlySpan<byte> name]
    {
        get
        {
            if (Kind == JsonKind.Object)
                foreach (var member in Members)
                    if (member.Name.IsText(name))
                        return member.Value;
            return default;
        }
    }

    /// <summary>The members of an object; none of other values.</summary>
    public JsonMembers Members => Kind == JsonKind.Object ? new JsonMembers(_text!, _index) : default;

    /// <summary>The items of an array; none of other values.</summary>
    public JsonItems Items => Kind == JsonKind.Array ? new JsonItems(_text!, _index) : default;

    /// <summary>How many items an array has, or members an object.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var _ in Items)
                count++;
            foreach (var _ in Members)
                count++;
            return count;
        }
    }

    /// <summary>The text of a string, lone surrogates kept.</summary>
    /// <exception cref="ByteBudgetException">It is long, and there is no room for it at the moment.</exception>
    public string GetString()
    {
        ref readonly var token = ref _text![_index];
        // A character has two bytes in memory.
        _text.Count(2L * token.Length);
        return token.Kind == JsonKind.String
            ? JsonStrings.Decode(_text.Utf8.Slice(token.Start, token.Length), token.Escaped)
            : throw new InvalidOperationException("not a string");
    }

    /// <summary>The text of a string; null for all other values.</summary>
    public string? AsString() => Kind == JsonKind.String ? GetString() : null;

    /// <summary>Whether it is a string of exactly this text.</summary>
    /// <param name="text">ASCII without quotes and backslashes.</param>
    public bool IsText(ReadOnlySpan<byte> text)
    {
        if (Kind != JsonKind.String)
            return false;
        if (!HasEscapes)
            return RawContent.SequenceEqual(text);
        return RawContent.Length <= text.Length * JsonStrings.MaxEscapedLength
            && GetString() == System.Text.Encoding.ASCII.GetString(text);
    }

    /// <summary>A number as a double; infinite when its literal is beyond the range of a double.</summary>
    public double GetDouble() => double.Parse(Raw, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Whether it is an integer of 64 bits, and which.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return IsInteger && Utf8Parser.TryParse(Raw, out value, out var consumed) && consumed == Raw.Length;
    }
}

/// <summary>What a JSON value is.</summary>
public enum JsonKind : byte
{
    /// <summary>There is no value: a member that the object does not have.</summary>
    Absent,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}
