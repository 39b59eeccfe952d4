using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SampleService.JsonRpc.Tests.Node;

/// <summary>Bytes as <see cref="MessageFraming"/> cuts them into messages, when they arrive in pieces.</summary>
internal static class Framed
{
    /// <summary>
    /// The messages in their order; <c>broken</c> for each that is not JSON, and <c>too large</c> where the connection would be closed.
    /// </summary>
    public static List<string> Of(byte[] bytes, IEnumerable<int> pieces, int maxBytes = 1000)
    {
        var framing = new MessageFraming(maxBytes);
        var found = new List<string>();
        var left = Array.Empty<byte>();
        var position = 0;
        foreach (var length in pieces.Append(bytes.Length))
        {
            var end = Math.Min(bytes.Length, position + length);
            left = [.. left, .. bytes[position..end]];
            position = end;
            if (!Take(framing, ref left, false, found))
                return found;
        }

        Take(framing, ref left, true, found);
        return found;
    }

    /// <summary>The same for text that arrives in one piece.</summary>
    public static List<string> Of(string text, int maxBytes = 1000) => Of(Encoding.UTF8.GetBytes(text), [], maxBytes);

    private static bool Take(MessageFraming framing, ref byte[] left, bool isEnd, List<string> found)
    {
        var buffer = new ReadOnlySequence<byte>(left);
        while (true)
        {
            var status = framing.Read(ref buffer, isEnd, out var message);
            if (status == FramingStatus.Message)
            {
                var isJson = IsJson(message.ToArray());
                found.Add(isJson ? Encoding.UTF8.GetString(message) : "broken");
                if (!isJson)
                    framing.SkipLine(message.Length);
                continue;
            }

            left = buffer.ToArray();
            if (status == FramingStatus.TooLarge)
                found.Add("too large");
            Assert.Equal(isEnd, status == FramingStatus.End || (isEnd && status == FramingStatus.TooLarge));
            return status == FramingStatus.Incomplete;
        }
    }

    private static bool IsJson(byte[] message)
    {
        try
        {
            JsonDocument.Parse(message).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
