using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>
/// One JSON object a line, with the members of .NET's own JSON console: <c>Timestamp</c>, <c>EventId</c>, <c>LogLevel</c>,
/// <c>Category</c>, <c>Message</c>, <c>Exception</c> and, in <c>State</c>, the values of the message by their names.
/// </summary>
internal sealed class JsonLogFormat : ILogFormat
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public void WriteCall(ArrayBufferWriter<byte> record, LogHeading heading, in CallSummary call)
    {
        var json = Begin(record, heading);
        json.WriteString("Message", call.ToString());
        json.WriteStartObject("State");
        json.WriteString("Method", call.Method);
        json.WriteString("User", call.User);
        json.WriteString("Address", call.Address);
        json.WriteNumber("Milliseconds", Math.Round(call.Milliseconds, 3));
        json.WriteNumber("Outcome", call.Outcome);
        if (call.Diagnosis is not null)
            json.WriteString("Diagnosis", call.Diagnosis);
        json.WriteString("CallId", call.CallId);
        json.WriteEndObject();
        End(record, json);
    }

    public void Write(
        ArrayBufferWriter<byte> record, LogHeading heading, string message,
        IReadOnlyList<KeyValuePair<string, object?>>? state, Exception? exception)
    {
        var json = Begin(record, heading);
        json.WriteString("Message", ReplaceLoneSurrogates(message));
        if (exception is not null)
            json.WriteString("Exception", ReplaceLoneSurrogates(exception.ToString()));
        if (state is { Count: > 0 })
        {
            json.WriteStartObject("State");
            foreach (var (name, value) in state)
                json.WriteString(ReplaceLoneSurrogates(name), value is null ? null : ReplaceLoneSurrogates(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
            json.WriteEndObject();
        }

        End(record, json);
    }

    private static Utf8JsonWriter Begin(ArrayBufferWriter<byte> record, LogHeading heading)
    {
        var json = _writer ??= new Utf8JsonWriter(record, Options);
        json.Reset(record);
        Span<byte> time = stackalloc byte[32];
        json.WriteStartObject();
        json.WriteString("Timestamp", time[..heading.WriteTime(time)]);
        json.WriteNumber("EventId", heading.Event);
        json.WriteString("LogLevel", heading.Level.ToString());
        json.WriteString("Category", heading.Category);
        return json;
    }

    private static void End(ArrayBufferWriter<byte> record, Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.Flush();
        record.GetSpan(1)[0] = (byte)'\n';
        record.Advance(1);
    }

    /// <summary>The JSON writer throws on lone surrogates, which callers can send.</summary>
    private static string ReplaceLoneSurrogates(string text)
    {
        foreach (var c in text)
            if (char.IsSurrogate(c))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text;
    }
}
