using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SampleService.Json;

/// <summary>
/// A parsed JSON text. Differs from <see cref="JsonDocument"/> where the wire contract does: of members with the
/// same name the last value counts and the first position, lone surrogates are kept, numbers keep their literals.
/// Holds the text it was given; values are valid until it is disposed.
/// </summary>
public sealed class JsonText : IDisposable
{
    /// <summary>Larger tables are left to the garbage collector: the pool would keep a huge one for ever.</summary>
    private const int MaxPooledTable = 1 << 16;

    /// <summary>For a larger text it pays to count the tokens first and to make the table once.</summary>
    private const int LargeText = 1 << 20;

    /// <summary>What a text needs beside itself is counted against the budget beyond so many bytes.</summary>
    private const int MaxUncounted = 64 * 1024;

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly IByteBudget? _budget;
    private Token[] _tokens = [];
    private int _count;
    private long _reserved;

    private JsonText(ReadOnlyMemory<byte> utf8, IByteBudget? budget)
    {
        _utf8 = utf8;
        _budget = budget;
    }

    /// <summary>The outermost value.</summary>
    public JsonValue Root => new(this, 0);

    internal ReadOnlySpan<byte> Utf8 => _utf8.Span;

    /// <summary>Parses a text in UTF-8 (a byte order mark is skipped), UTF-16 or UTF-32.</summary>
    /// <param name="bytes">The text. It must not change while the result is in use.</param>
    /// <param name="maximumDepth">How deep arrays and objects may be nested.</param>
    /// <param name="budget">What the memory for a large text is counted against; null for no bound.</param>
    /// <exception cref="JsonTextException">It is not JSON, or nested too deep.</exception>
    /// <exception cref="ByteBudgetException">There is no room for it at the moment.</exception>
    public static JsonText Parse(ReadOnlyMemory<byte> bytes, int maximumDepth = 64, IByteBudget? budget = null)
    {
        var utf8 = JsonEncoding.ToUtf8(bytes);
        if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
            throw new JsonTextException("The body is not valid UTF-8");
        var text = new JsonText(utf8, budget);
        try
        {
            text._tokens = text.NewTable(utf8.Length <= LargeText ? 64 : MaxTokens(utf8.Span));
            if (!utf8.Equals(bytes))
                text.Count(utf8.Length);
            text.Read(maximumDepth);
            return text;
        }
        catch (JsonException e)
        {
            text.Dispose();
            throw new JsonTextException(Diagnosis(utf8.Span, e));
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Gives the memory of the table back.</summary>
    public void Dispose()
    {
        var tokens = _tokens;
        _tokens = [];
        GiveBack(tokens);
        _budget?.Release(_reserved);
        _reserved = 0;
    }

    internal ref readonly Token this[int index] => ref _tokens[index];

    /// <summary>Counts bytes that are needed beside the text until this is disposed of, if they are many.</summary>
    /// <exception cref="ByteBudgetException">There is no room for them at the moment.</exception>
    internal void Count(long bytes)
    {
        if (bytes <= MaxUncounted || _budget is null)
            return;
        if (!_budget.TryReserve(bytes))
            throw new ByteBudgetException();
        _reserved += bytes;
    }

    private Token[] NewTable(int size)
    {
        Count((long)size * Unsafe.SizeOf<Token>());
        return size <= MaxPooledTable ? ArrayPool<Token>.Shared.Rent(size) : new Token[size];
    }

    private static void GiveBack(Token[] table)
    {
        if (table.Length is > 0 and <= MaxPooledTable)
            ArrayPool<Token>.Shared.Return(table);
    }

    /// <summary>An upper bound: every token but the first follows one of these characters, which may also stand in strings.</summary>
    private static int MaxTokens(ReadOnlySpan<byte> utf8) =>
        1 + utf8.Count((byte)',') + utf8.Count((byte)':') + utf8.Count((byte)'[') + utf8.Count((byte)'{');

    private static string Diagnosis(ReadOnlySpan<byte> utf8, JsonException e)
    {
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            return "Expecting value: line 1 column 1 (char 0)";
        var line = (e.LineNumber ?? 0) + 1;
        var column = (e.BytePositionInLine ?? 0) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"The body is not JSON: line {line} column {column}");
    }

    private void Read(int maximumDepth)
    {
        var reader = new Utf8JsonReader(_utf8.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var open = maximumDepth <= 256 ? stackalloc int[maximumDepth] : new int[maximumDepth];
        var depth = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    if (depth == maximumDepth)
                        throw new JsonTextException($"Request is nested deeper than {maximumDepth} levels", tooDeep: true);
                    open[depth++] = _count;
                    Add(reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.Array,
                        (int)reader.TokenStartIndex, 0, false);
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    Close(open[--depth], (int)reader.BytesConsumed);
                    break;
                case JsonTokenType.PropertyName:
                    Add(JsonKind.String, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
                    break;
                case JsonTokenType.String:
                    Add(JsonKind.String, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
                    break;
                default:
                    Add(KindOf(reader.TokenType), (int)reader.TokenStartIndex, reader.ValueSpan.Length, false);
                    break;
            }
        }
    }

    private static JsonKind KindOf(JsonTokenType type) => type switch
    {
        JsonTokenType.Number => JsonKind.Number,
        JsonTokenType.True => JsonKind.True,
        JsonTokenType.False => JsonKind.False,
        _ => JsonKind.Null,
    };

    private void Add(JsonKind kind, int start, int length, bool escaped)
    {
        if (_count == _tokens.Length)
            Grow();
        ref var token = ref _tokens[_count++];
        token.Start = start;
        token.Length = length;
        token.Next = _count;
        token.Kind = kind;
        token.Escaped = escaped;
        token.Repeated = false;
    }

    private void Grow()
    {
        // What was counted of the smaller table stays so: it is garbage for a while.
        var larger = NewTable(_tokens.Length * 2);
        _tokens.AsSpan(0, _count).CopyTo(larger);
        GiveBack(_tokens);
        _tokens = larger;
    }

    private void Close(int index, int end)
    {
        ref var token = ref _tokens[index];
        token.Length = end - token.Start;
        token.Next = _count;
        if (token.Kind == JsonKind.Object)
            RepeatedNames.Resolve(this, _tokens.AsSpan(0, _count), index);
    }
}

/// <summary>A value or a member name in a parsed text.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Token
{
    /// <summary>First byte of the value; of strings and names the first one after the quote.</summary>
    public int Start;

    /// <summary>Bytes of the value; of strings and names without the quotes.</summary>
    public int Length;

    /// <summary>Of a value, the token after it and all it contains. Of a name, the token of the value that counts.</summary>
    public int Next;

    /// <summary>What kind of value it is; a name is a string.</summary>
    public JsonKind Kind;

    /// <summary>Whether a string or name has escapes.</summary>
    public bool Escaped;

    /// <summary>Whether the name stood earlier in the same object, so that this member is left out.</summary>
    public bool Repeated;
}

/// <summary>A text is not JSON, or nested too deep.</summary>
/// <param name="message">A diagnosis that callers may see.</param>
public sealed class JsonTextException(string message, bool tooDeep = false) : Exception(message)
{
    /// <summary>Whether the text is nested deeper than the limit; else it is not JSON.</summary>
    public bool IsTooDeep { get; } = tooDeep;
}
