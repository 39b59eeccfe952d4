using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>A value of a value object, as offsets into the tree.</summary>
internal struct StoredMember
{
    public int NameStart, NameLength, Start, Length;
    public bool IsNameEscaped, IsEscaped;
    public JsonKind Kind;
}

/// <summary>A primitive of a stored tree.</summary>
internal readonly ref struct StoredValue(ReadOnlySpan<byte> content, JsonKind kind, bool isEscaped)
{
    public JsonKind Kind { get; } = kind;

    /// <summary>Of a string.</summary>
    public StoredText Text => new(Content, isEscaped);

    /// <summary>The literal; of a string what is between its quotes.</summary>
    public ReadOnlySpan<byte> Content { get; } = content;

    /// <summary>Of a number.</summary>
    public MetadataNumber Number => MetadataNumber.Of(Content);

    /// <summary>The JSON text.</summary>
    public string Json => Kind == JsonKind.String ? $"\"{Encoding.UTF8.GetString(Content)}\"" : Encoding.UTF8.GetString(Content);
}

/// <summary>A metadata key of a node with its value object.</summary>
internal readonly ref struct StoredEntry(ReadOnlySpan<byte> json, StoredText key, ReadOnlySpan<StoredMember> members)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly ReadOnlySpan<StoredMember> _members = members;

    public StoredText Key { get; } = key;

    /// <summary>Number of values.</summary>
    public int Count => _members.Length;

    public StoredText Name(int index) =>
        new(_json.Slice(_members[index].NameStart, _members[index].NameLength), _members[index].IsNameEscaped);

    public StoredValue Value(int index) =>
        new(_json.Slice(_members[index].Start, _members[index].Length), _members[index].Kind, _members[index].IsEscaped);

    /// <summary>
    /// The unit of a value: the string at the value key that the vocabulary names for the key, else at <c>units</c>, else at <c>unit</c>.
    /// A blank one is none. Null if there is none.
    /// </summary>
    public string? UnitOf(int index, IUnitMembers vocabulary) =>
        (vocabulary.Find(Key.Text) is { } named ? UnitAt(named, index) : null) ?? UnitAt("units", index) ?? UnitAt("unit", index);

    private string? UnitAt(string name, int other)
    {
        for (var i = 0; i < Count; i++)
            if (i != other && _members[i].Kind == JsonKind.String && Name(i).Text == name)
                return Value(i).Text.Text is var text && ContractText.IsBlank(text) ? null : text;
        return null;
    }
}
