using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SampleService.Upstream.KBase;

/// <summary>Request bodies of JSON-RPC 1.1 as KBase services expect them.</summary>
internal static class KBaseRpc
{
    /// <param name="id">Correlates request and response.</param>
    /// <param name="method">Full name: <c>Module.method</c>.</param>
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
