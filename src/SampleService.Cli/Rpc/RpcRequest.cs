using System.Buffers;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Writes requests, each on one line.</summary>
internal static class RpcRequest
{
    /// <param name="method">The method.</param>
    /// <param name="writeParameters">Writes the value of <c>params</c>; null for none.</param>
    public static byte[] Write(string method, Action<Utf8JsonWriter>? writeParameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WriteString("method", method);
            if (writeParameters is not null)
            {
                writer.WritePropertyName("params");
                writeParameters(writer);
            }

            writer.WriteNumber("id", 1);
            writer.WriteEndObject();
        }

        return OnALine(buffer.WrittenSpan);
    }

    /// <summary>JSON as a message: on one line, which it ends. Line ends in JSON stand between its parts only.</summary>
    public static byte[] OnALine(ReadOnlySpan<byte> json)
    {
        var line = new byte[json.Length + 1];
        json.Replace(line, (byte)'\n', (byte)' ');
        line.AsSpan(0, json.Length).Replace((byte)'\r', (byte)' ');
        line[^1] = (byte)'\n';
        return line;
    }
}
