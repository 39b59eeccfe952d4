using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleService.Cli;

/// <summary>JSON that a user gives: in an argument, in a file, or by standard input.</summary>
internal static class JsonInput
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Letters are written as they are; what would steer a terminal is seen to where it is shown.</summary>
    public static readonly JsonWriterOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1024 };

    private static readonly JsonReaderOptions OneValue = new() { MaxDepth = 1024 };
    private static readonly JsonDocumentOptions OnlyOnce = new() { MaxDepth = 1024, AllowDuplicateProperties = false };
    private static readonly JsonReaderOptions ManyValues = new() { MaxDepth = 1024, AllowMultipleValues = true };

    /// <summary>Reads a file that has one value, and checks that it is JSON.</summary>
    public static byte[] Read(string file) => Check(ReadBytes(file), Name(file));

    /// <summary>Checks that something is JSON, and gives it as it is.</summary>
    /// <exception cref="FailureException">It is not.</exception>
    public static byte[] Check(byte[] json, string name)
    {
        var reader = new Utf8JsonReader(json, OneValue);
        try
        {
            while (reader.Read())
            {
            }

            return json;
        }
        catch (JsonException e)
        {
            throw NoJson(name, e);
        }
    }

    /// <summary>Reads the values of a file, as many as there are, each with the line it begins on.</summary>
    public static IReadOnlyList<(int Line, byte[] Json)> ReadMany(string file)
    {
        var text = ReadBytes(file);
        var reader = new Utf8JsonReader(text, ManyValues);
        var values = new List<(int, byte[])>();
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                values.Add((text.AsSpan(0, start).Count((byte)'\n') + 1, text[start..(int)reader.BytesConsumed]));
            }

            return values;
        }
        catch (JsonException e)
        {
            throw NoJson(Name(file), e);
        }
    }

    /// <summary>Reads JSON that is taken apart.</summary>
    /// <exception cref="JsonException">It is none, or a member stands twice.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> json) => JsonNode.Parse(json, documentOptions: OnlyOnce);

    /// <summary>Writes JSON as short as it can be.</summary>
    public static byte[] Write(JsonNode json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Short))
            json.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The text of a string; null for anything else, and for what is no text, which lone surrogates are not.</summary>
    public static string? TextOf(JsonNode? value)
    {
        try
        {
            return value is JsonValue single && single.GetValueKind() == JsonValueKind.String ? single.GetValue<string>() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static byte[] ReadBytes(string file)
    {
        try
        {
            if (file != StandardInput)
                return WithoutMark(File.ReadAllBytes(file));
            using var input = Console.OpenStandardInput();
            using var all = new MemoryStream();
            input.CopyTo(all);
            return WithoutMark(all.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(ExitCodes.Error, $"{Name(file)} cannot be read: {e.Message}");
        }
    }

    /// <summary>What messages call a file.</summary>
    public static string Name(string file) => file == StandardInput ? "standard input" : file;

    private static byte[] WithoutMark(byte[] text) => text.AsSpan().StartsWith("\uFEFF"u8) ? text[3..] : text;

    private static FailureException NoJson(string name, JsonException e) =>
        new(ExitCodes.Error, $"{name}: not JSON, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
}
