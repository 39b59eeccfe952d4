using System.Text;

namespace SampleService.Server.Tests.Operations;

/// <summary>Just as much of OTLP as is needed to see which span belongs to which.</summary>
internal sealed class ProtobufSpans
{
    private readonly List<Span> _spans = [];

    public IEnumerable<string> TraceIds => _spans.Select(span => span.Trace);

    /// <summary>Reads bodies of ExportTraceServiceRequest.</summary>
    public static ProtobufSpans Read(IEnumerable<byte[]> bodies)
    {
        var spans = new ProtobufSpans();
        foreach (var body in bodies)
            foreach (var resource in Fields(body, 1))
                foreach (var scope in Fields(resource, 2))
                    foreach (var span in Fields(scope, 2))
                        spans._spans.Add(new Span(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Fields(span, 5).Single())));
        return spans;
    }

    /// <summary>Whether there is a span of one name below one of another, in the same trace.</summary>
    public bool IsBelow(string child, string parent) => _spans.Any(below => below.Name == child && Above(below).Any(above => above.Name == parent));

    private IEnumerable<Span> Above(Span span)
    {
        while (_spans.FirstOrDefault(above => above.Id == span.Parent && above.Trace == span.Trace) is { } above)
            yield return span = above;
    }

    private static string Hex(byte[] message, int number) => Convert.ToHexStringLower(Fields(message, number).SingleOrDefault() ?? []);

    /// <summary>Fields of a message that are bytes, text or messages.</summary>
    private static IEnumerable<byte[]> Fields(byte[] message, int number)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == number)
                        yield return message[at..(at + length)];
                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        for (ulong value = 0, shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << (int)shift;
            if (part < 0x80)
                return value;
        }
    }

    private sealed record Span(string Trace, string Id, string Parent, string Name);
}
