using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SampleService.Upstream.KBase;

/// <summary>Calls of KBase services over JSON-RPC 1.1.</summary>
internal static class KBaseRpc
{
    /// <summary>The body of a call.</summary>
    /// <param name="id">Tells calls apart.</param>
    /// <param name="method">Full name of the method.</param>
    /// <param name="writeParameter">Writes the only parameter.</param>
    public static ByteArrayContent Call(long id, string method, Action<Utf8JsonWriter> writeParameter)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.1");
            writer.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("method", method);
            writer.WriteStartArray("params");
            writeParameter(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        var content = new ByteArrayContent(buffer.WrittenSpan.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
