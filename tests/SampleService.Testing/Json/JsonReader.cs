using System.Globalization;
using System.Numerics;
using System.Text;

namespace SampleService.Testing.Json;

/// <summary>A strict reader of JSON text into the model of <see cref="JsonMap"/>.</summary>
internal sealed class JsonReader(string text)
{
    private const int MaxDepth = 1000;

    private int _at;
    private int _depth;

    public object? ReadDocument()
    {
        var value = ReadValue();
        SkipBlanks();
        return _at == text.Length ? value : throw Unexpected();
    }

    private object? ReadValue()
    {
        SkipBlanks();
        if (_at == text.Length)
            throw Unexpected();
        switch (text[_at])
        {
            case '{':
                return ReadMap();
            case '[':
                return ReadList();
            case '"':
                return ReadString();
            case 't':
                return ReadWord("true", true);
            case 'f':
                return ReadWord("false", false);
            case 'n':
                return ReadWord("null", null);
            default:
                return ReadNumber();
        }
    }

    private JsonMap ReadMap()
    {
        var map = new JsonMap();
        Enter();
        if (TryTake('}'))
            return Leave(map);
        do
        {
            SkipBlanks();
            var name = ReadString();
            Take(':');
            map[name] = ReadValue();
        }
        while (TryTake(','));
        Take('}');
        return Leave(map);
    }

    private JsonList ReadList()
    {
        var list = new JsonList();
        Enter();
        if (TryTake(']'))
            return Leave(list);
        do
            list.Add(ReadValue());
        while (TryTake(','));
        Take(']');
        return Leave(list);
    }

    private string ReadString()
    {
        if (_at == text.Length || text[_at] != '"')
            throw Unexpected();
        _at++;
        var output = new StringBuilder();
        while (true)
        {
            if (_at == text.Length || text[_at] < ' ')
                throw Unexpected();
            var c = text[_at++];
            if (c == '"')
                return output.ToString();
            output.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private char ReadEscape()
    {
        if (_at == text.Length)
            throw Unexpected();
        switch (text[_at++])
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                _at--;
                throw Unexpected();
        }
    }

    private object ReadNumber()
    {
        var start = _at;
        if (_at < text.Length && text[_at] == '-')
            _at++;
        var firstDigit = _at;
        SkipDigits();
        if (text[firstDigit] == '0' && _at > firstDigit + 1)
            throw Unexpected();
        var isInteger = true;
        if (_at < text.Length && text[_at] == '.')
        {
            isInteger = false;
            _at++;
            SkipDigits();
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            isInteger = false;
            _at++;
            if (_at < text.Length && text[_at] is '+' or '-')
                _at++;
            SkipDigits();
        }

        var literal = text.AsSpan(start, _at - start);
        return isInteger
            ? BigInteger.Parse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void SkipDigits()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
        if (_at == start)
            throw Unexpected();
    }

    private object? ReadWord(string word, object? value)
    {
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0)
            throw Unexpected();
        _at += word.Length;
        return value;
    }

    private void Enter()
    {
        _at++;
        if (++_depth > MaxDepth)
            throw new FormatException("JSON is nested too deep");
    }

    private T Leave<T>(T value)
    {
        _depth--;
        return value;
    }

    private void Take(char c)
    {
        if (!TryTake(c))
            throw Unexpected();
    }

    private bool TryTake(char c)
    {
        SkipBlanks();
        if (_at == text.Length || text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private FormatException Unexpected() =>
        new(_at < text.Length ? $"unexpected character at {_at} of the JSON text" : "the JSON text ends too early");
}
