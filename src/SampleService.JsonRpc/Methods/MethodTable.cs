using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>All methods of a deployment by their full names. Letter case counts.</summary>
public sealed class MethodTable
{
    private const int MaxCharactersOnStack = 128;

    /// <summary>Bytes of an unknown method's name that are looked at: more than are shown.</summary>
    private const int MaxNameRead = 1024;

    /// <summary>Of 32 bytes in base64url.</summary>
    private const int SessionLength = 43;

    private static readonly SearchValues<char> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly FrozenDictionary<string, RpcMethod> _methods;
    private readonly FrozenDictionary<string, RpcMethod>.AlternateLookup<ReadOnlySpan<char>> _byText;

    /// <summary>A table of these methods, in their order.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="refusesUnknownMembers">Whether all methods refuse members of their argument that they do not know; else only those that always do.</param>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public MethodTable(IEnumerable<RpcMethod> methods, bool refusesUnknownMembers = false)
    {
        All = [.. methods.Select(m => refusesUnknownMembers ? m with { RefusesUnknownMembers = true } : m)];
        _methods = All.ToDictionary(m => m.Name, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        _byText = _methods.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All methods.</summary>
    public IReadOnlyList<RpcMethod> All { get; }

    /// <summary>The methods of one door, or of several.</summary>
    public MethodTable On(Doors doors) => new(All.Where(method => (method.Descriptor.Doors & doors) != 0));

    /// <summary>What is wrong with a name that is not in the table; null stands for an empty one.</summary>
    public string DiagnoseUnknown(string? name)
    {
        if (name is null)
            return "method is empty";
        var near = NearNames.Find(name, _methods.Keys);
        return near.Count == 0 ? $"{name} is not known here" : $"{name} is not known here; near names: {string.Join(", ", near)}";
    }

    /// <summary>A name that was called, for messages and the log, which show its beginning; null if there is none.</summary>
    internal static string? NameOf(JsonValue name)
    {
        if (name.Kind != JsonKind.String || name.RawContent.IsEmpty)
            return null;
        var text = name.RawContent.Length <= MaxNameRead ? name.GetString() : Encoding.UTF8.GetString(name.RawContent[..MaxNameRead]);
        return IsSecret(text) ? "[token]" : PlainWord.Of(text);
    }

    /// <summary>Whether it is, or holds, what nobody may read in a log: somebody has put it in the wrong place.</summary>
    private static bool IsSecret(string text) =>
        IsWebToken(text) || text.Contains("sst_", StringComparison.Ordinal) || HoldsSession(text);

    /// <summary>Whether it begins as a JSON Web Token does: of an object in base64url, and a point.</summary>
    private static bool IsWebToken(string text) =>
        text.StartsWith("eyJ", StringComparison.Ordinal) && (text.Contains('.', StringComparison.Ordinal) || text.Length >= MaxNameRead);

    /// <summary>Whether there is a word of as many signs of base64url as the id of a session has. No method has such a name.</summary>
    private static bool HoldsSession(ReadOnlySpan<char> text)
    {
        while (text.Length >= SessionLength)
        {
            var end = text.IndexOfAnyExcept(Base64Url);
            if (end == SessionLength || (end < 0 && text.Length == SessionLength))
                return true;
            if (end < 0)
                return false;
            text = text[(end + 1)..];
        }

        return false;
    }

    /// <summary>The method that a JSON string names; null if there is none, or it is no string.</summary>
    public RpcMethod? Find(JsonValue name)
    {
        if (name.Kind != JsonKind.String || name.RawContent.Length > MaxCharactersOnStack * JsonStrings.MaxEscapedLength)
            return null;
        // Names that are known need no string of their own.
        Span<char> text = stackalloc char[MaxCharactersOnStack];
        return name.HasEscapes || name.RawContent.Length > text.Length
            ? _methods.GetValueOrDefault(name.GetString())
            : _byText.TryGetValue(text[..Encoding.UTF8.GetChars(name.RawContent, text)], out var method) ? method : null;
    }
}

/// <summary>Methods that belong together.</summary>
public interface IMethodGroup
{
    /// <summary>The methods, under their full names.</summary>
    IEnumerable<RpcMethod> Methods { get; }
}
