using System.Collections.Frozen;
using System.Text;
using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>All methods of a deployment by their full names. Letter case counts.</summary>
public sealed class MethodTable
{
    private const int MaxCharactersOnStack = 128;

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

    /// <summary>What is wrong with a name that is not in the table.</summary>
    public string DiagnoseUnknown(string name)
    {
        var near = NearNames.Find(name, _methods.Keys);
        return near.Count == 0 ? $"{name} is not known here" : $"{name} is not known here; near names: {string.Join(", ", near)}";
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
