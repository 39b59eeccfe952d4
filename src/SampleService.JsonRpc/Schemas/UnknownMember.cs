using System.Globalization;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// A member that a method does not know. A misspelt precondition that is ignored protects nothing, and a misspelt filter finds too
/// much.
/// </summary>
/// <param name="path">Where it stands, as in <c>samples[3].name</c>.</param>
public sealed class UnknownMemberException(string path) : Exception($"{path} is not known here");

/// <summary>Finds members that a schema does not have.</summary>
internal static class UnknownMember
{
    /// <summary>Code points of a name that are shown.</summary>
    private const int MaxShown = 1000;

    /// <summary>
    /// Looks through a value: all members of an object first, in the order sent, then what is in them. Values of the wrong type are
    /// passed over, since the method refuses them.
    /// </summary>
    /// <exception cref="UnknownMemberException">Names the first.</exception>
    public static void Refuse(JsonValue value, ObjectSchema schema)
    {
        if (Find(value, schema) is { } found)
            throw new UnknownMemberException(found.Path);
    }

    private static Found? Find(JsonValue value, Schema schema)
    {
        if (!schema.HasMembers)
            return null;
        return (schema, value.Kind) switch
        {
            (ObjectSchema known, JsonKind.Object) => FindInObject(value, known),
            (ArraySchema list, JsonKind.Array) => FindInItems(value, list.Item),
            (MapSchema map, JsonKind.Object) => FindInMap(value, map.Value),
            _ => null,
        };
    }

    private static Found? FindInObject(JsonValue value, ObjectSchema schema)
    {
        var inner = false;
        var next = 0;
        foreach (var member in value.Members)
        {
            var known = IndexOf(schema.Members, member.Name, ref next);
            if (known < 0)
                return new Found("", Segment(member.Name));
            inner |= schema.Members[known].Schema.HasMembers;
        }

        if (!inner)
            return null;
        next = 0;
        foreach (var member in value.Members)
            if (Find(member.Value, schema.Members[IndexOf(schema.Members, member.Name, ref next)].Schema) is { } found)
                return found.Below(Segment(member.Name));
        return null;
    }

    private static Found? FindInItems(JsonValue value, Schema item)
    {
        var index = 0;
        foreach (var entry in value.Items)
        {
            if (Find(entry, item) is { } found)
                return found.Below(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            index++;
        }

        return null;
    }

    private static Found? FindInMap(JsonValue value, Schema inner)
    {
        foreach (var member in value.Members)
            if (Find(member.Value, inner) is { } found)
                return found.Below(Segment(member.Name));
        return null;
    }

    /// <summary>The place of a name among the members, most of which come in the order in which they are declared.</summary>
    private static int IndexOf(Member[] members, JsonValue name, ref int next)
    {
        for (var i = 0; i < members.Length; i++)
        {
            var place = (next + i) % members.Length;
            if (!members[place].Is(name))
                continue;
            next = place + 1;
            return place;
        }

        return -1;
    }

    /// <summary>A name as a path shows it: long ones are cut, as all that messages repeat of what callers send.</summary>
    private static string Segment(JsonValue name)
    {
        var text = name.GetString();
        if (text.Length <= MaxShown)
            return text;
        var end = 0;
        for (var shown = 0; shown < MaxShown && end < text.Length; shown++)
            end += char.IsSurrogatePair(text, end) ? 2 : 1;
        return end == text.Length ? text : text[..end] + "...";
    }

    /// <param name="Parent">The path of the object in which it stands; empty for the outermost.</param>
    /// <param name="Tail">What follows the path of the parent.</param>
    private sealed record Found(string Parent, string Tail)
    {
        public string Path => Join(Parent, Tail);

        public Found Below(string segment) => this with { Parent = Join(segment, Parent) };

        private static string Join(string outer, string inner) =>
            outer.Length == 0 || inner.Length == 0 || inner[0] == '[' ? outer + inner : $"{outer}.{inner}";
    }
}
