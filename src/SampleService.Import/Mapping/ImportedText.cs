using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>Texts of the old service. They were checked when they were saved, by the rules of their time.</summary>
internal static class ImportedText
{
    /// <summary>Max length of a text that is a value of metadata, in code points.</summary>
    private const int MaxValueLength = 1024;

    /// <summary>Bytes of a text that an index of either database takes beside its other columns. The old service let nobody save more than half as many.</summary>
    private const int MaxIndexedBytes = 2000;

    /// <summary>A text that stands in a column of its own, if a database can hold it: neither empty, nor with U+0000 or a lone surrogate.</summary>
    public static string? Storable(JsonValue value) => value.AsString() is { Length: > 0 } text && IsStorable(text) ? text : null;

    /// <summary>The same for a text by which something is looked up: a user, a node.</summary>
    public static string? Indexable(JsonValue value) => Storable(value) is { } text && IsIndexable(text) ? text : null;

    /// <summary>Whether a database can hold the text in an index.</summary>
    public static bool IsIndexable(string text) => IsStorable(text) && Encoding.UTF8.GetByteCount(text) <= MaxIndexedBytes;

    /// <summary>Whether a database can hold the text.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    /// <summary>Whether the text would be refused as a name today.</summary>
    public static bool IsUnusualName(string text) =>
        ContractText.IsBlank(text) || ContractText.Trim(text).Length != text.Length || ContractText.IsLongerThan(text, ContractText.MaxNameLength)
        || ContractText.IndexOfControlCharacter(text) >= 0;

    /// <summary>Whether the text would be refused as a key of metadata today.</summary>
    public static bool IsUnusualKey(JsonValue key)
    {
        var text = new TextValue(key);
        return text.IsBlank || text.IsLongerThan(ContractText.MaxNameLength) || text.IndexOfControlCharacter() >= 0;
    }

    /// <summary>Whether the text would be refused as a key of a value of metadata today.</summary>
    public static bool IsUnusualValueKey(JsonValue key)
    {
        var text = new TextValue(key);
        return text.IsLongerThan(ContractText.MaxNameLength) || text.IndexOfControlCharacter() >= 0;
    }

    /// <summary>Whether the text would be refused as a value of metadata today.</summary>
    public static bool IsUnusualValue(JsonValue value)
    {
        if (value.Kind != JsonKind.String)
            return false;
        var text = new TextValue(value);
        return text.IsLongerThan(MaxValueLength) || text.IndexOfControlCharacter(allowTabAndLineFeed: true) >= 0;
    }

    /// <summary>The id that a text is, in its one canonical form.</summary>
    public static Guid? Uuid(string? text) => Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text ? id : null;
}
