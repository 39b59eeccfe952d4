using System.Collections.Frozen;

namespace SampleService.JsonRpc;

/// <summary>All methods of a deployment by their full names. Letter case counts.</summary>
public sealed class MethodTable
{
    private readonly FrozenDictionary<string, RpcMethod> _methods;
    private readonly FrozenDictionary<string, RpcMethod>.AlternateLookup<ReadOnlySpan<char>> _byText;

    /// <summary>A table of these methods.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public MethodTable(IEnumerable<RpcMethod> methods)
    {
        _methods = methods.ToDictionary(m => m.Name, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        _byText = _methods.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All methods.</summary>
    public IEnumerable<RpcMethod> All => _methods.Values;

    /// <summary>The method of that name; null if there is none.</summary>
    public RpcMethod? Find(ReadOnlySpan<char> name) => _byText.TryGetValue(name, out var method) ? method : null;
}
