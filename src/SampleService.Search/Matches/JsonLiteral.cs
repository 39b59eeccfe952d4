using System.Buffers;
using System.Text;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>Texts as JSON.</summary>
internal static class JsonLiteral
{
    public static string Of(string text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + 2);
        JsonStrings.Write(output, text);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }

    public static string Of(in StoredText text) => $"\"{Encoding.UTF8.GetString(text.Content)}\"";
}
