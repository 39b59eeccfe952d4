namespace SampleService.Testing.Json;

/// <summary>
/// A JSON object. Members keep the order in which they came; a name that comes twice keeps its first place and its
/// last value.
/// </summary>
/// <remarks>Values are null, bool, string, BigInteger, double, <see cref="JsonList"/> and <see cref="JsonMap"/>;
/// int and long are taken as well where code builds a value.</remarks>
public sealed class JsonMap : OrderedDictionary<string, object?>
{
    public JsonMap()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The member, or null when it is absent.</summary>
    public object? Find(string name) => TryGetValue(name, out var value) ? value : null;

    /// <summary>The member as an object, or null when it is absent or something else.</summary>
    public JsonMap? Map(string name) => Find(name) as JsonMap;

    /// <summary>The member as a list; an empty one when it is absent or something else.</summary>
    public JsonList List(string name) => Find(name) as JsonList ?? [];

    /// <summary>The member as text, or null when it is absent or something else.</summary>
    public string? Text(string name) => Find(name) as string;

    /// <summary>The member as text; it has to be there.</summary>
    public string RequiredText(string name) =>
        Text(name) ?? throw new FormatException($"member {name} is missing or no string");

    /// <summary>Whether the member is there and is neither null, false, zero nor empty.</summary>
    public bool IsSet(string name) => Find(name) switch
    {
        null or false or "" => false,
        JsonMap { Count: 0 } or JsonList { Count: 0 } => false,
        { } value => !JsonNumber.TryGetInteger(value, out var number) || !number.IsZero,
    };
}
