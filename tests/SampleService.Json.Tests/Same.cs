using System.Text;
using System.Text.Json;

namespace SampleService.Json.Tests;

/// <summary>What System.Text.Json reads, with the rule for repeated names on top, against what we read.</summary>
internal static class Same
{
    public static void AssertSame(JsonElement expected, JsonValue actual)
    {
        Assert.Equal(KindOf(expected.ValueKind), actual.Kind);
        Assert.Equal(expected.GetRawText(), Encoding.UTF8.GetString(actual.Raw));
        Assert.Equal(IsFalsy(expected), actual.IsFalsy);
        switch (expected.ValueKind)
        {
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), actual.GetString());
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), actual.GetDouble());
                var isLong = actual.TryGetInt64(out var integer);
                Assert.Equal(expected.TryGetInt64(out var other) && actual.IsInteger, isLong);
                if (isLong)
                    Assert.Equal(other, integer);
                break;
            case JsonValueKind.Array:
                AssertSameItems(expected, actual);
                break;
            case JsonValueKind.Object:
                AssertSameMembers(Resolve(expected), actual);
                break;
        }
    }

    private static void AssertSameItems(JsonElement expected, JsonValue actual)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        var items = actual.Items;
        foreach (var item in expected.EnumerateArray())
        {
            Assert.True(items.MoveNext());
            AssertSame(item, items.Current);
        }

        Assert.False(items.MoveNext());
    }

    private static void AssertSameMembers(List<(string Name, JsonElement Value)> expected, JsonValue actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var members = actual.Members;
        foreach (var (name, value) in expected)
        {
            Assert.True(members.MoveNext());
            Assert.Equal(name, members.Current.Name.GetString());
            AssertSame(value, members.Current.Value);
        }

        Assert.False(members.MoveNext());
    }

    private static List<(string Name, JsonElement Value)> Resolve(JsonElement element)
    {
        var members = new List<(string Name, JsonElement Value)>();
        foreach (var member in element.EnumerateObject())
        {
            var first = members.FindIndex(m => m.Name == member.Name);
            if (first < 0)
                members.Add((member.Name, member.Value));
            else
                members[first] = (member.Name, member.Value);
        }

        return members;
    }

    private static bool IsFalsy(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => false,
        JsonValueKind.Number => element.GetDouble() == 0,
        JsonValueKind.String => element.GetString() == "",
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.Object => !element.EnumerateObject().Any(),
        _ => true,
    };

    private static JsonKind KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => JsonKind.Null,
        JsonValueKind.False => JsonKind.False,
        JsonValueKind.True => JsonKind.True,
        JsonValueKind.Number => JsonKind.Number,
        JsonValueKind.String => JsonKind.String,
        JsonValueKind.Array => JsonKind.Array,
        JsonValueKind.Object => JsonKind.Object,
        _ => JsonKind.Absent,
    };
}
