using System.Globalization;
using System.Text;
using System.Text.Json;
using SampleService.Domain;

namespace SampleService.Kafka;

/// <summary>Events as those who read the topic see them: the four forms that the KBase Sample Service sent, and others of the same kind.</summary>
internal static class EventMessage
{
    /// <summary>The value of the message, UTF-8 JSON; null for an event that is not sent.</summary>
    /// <param name="one">The event.</param>
    /// <param name="isExtended">Whether all events are sent, under their own types.</param>
    public static byte[]? Write(SampleEvent one, bool isExtended) => one.Type switch
    {
        EventType.NewSample => Write(one.Type, Id("sample_id", one.Sample), Number("sample_ver", one.Version)),
        EventType.AclChange => Write(one.Type, Id("sample_id", one.Sample)),
        EventType.OwnerChange => Write(isExtended ? one.Type : EventType.AclChange, Id("sample_id", one.Sample)),
        EventType.NewLink or EventType.ExpiredLink => Write(one.Type, Id("link_id", one.Link)),
        _ when isExtended => Write(
            one.Type, Id("sample_id", one.Sample), Number("sample_ver", one.Version), Id("relation_id", one.Relation),
            Text("identifier", one.Identifier), Text("group", one.Group)),
        _ => null,
    };

    private static byte[] Write(string type, params ReadOnlySpan<string?> members)
    {
        var text = new StringBuilder("{").Append(Text("event_type", type));
        foreach (var member in members)
            if (member is not null)
                text.Append(", ").Append(member);
        return Encoding.UTF8.GetBytes(text.Append('}').ToString());
    }

    private static string? Id<T>(string name, T? id)
        where T : struct => id is null ? null : Text(name, id.Value.ToString());

    private static string? Number(string name, int? number) =>
        number is null ? null : string.Create(CultureInfo.InvariantCulture, $"\"{name}\": {number}");

    private static string? Text(string name, string? text) => text is null ? null : $"\"{name}\": \"{JsonEncodedText.Encode(text)}\"";
}
