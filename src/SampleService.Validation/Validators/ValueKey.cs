using System.Text;
using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary>A value key named by a configuration, looked up without allocating.</summary>
internal sealed class ValueKey(string name)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    public JsonValue Find(JsonValue values)
    {
        foreach (var member in values.Members)
            if (member.Name.HasEscapes ? member.Name.GetString() == name : member.Name.RawContent.SequenceEqual(_utf8))
                return member.Value;
        return default;
    }

    /// <summary>The parameter <c>keys</c>: a string or a list of them; null when it is not given.</summary>
    /// <exception cref="ValidatorSettingsException">It is neither.</exception>
    public static ValueKey[]? ReadAll(JsonValue parameter)
    {
        if (parameter.IsFalsy)
            return null;
        if (parameter.AsString() is { } only)
            return [new ValueKey(only)];
        if (parameter.Kind != JsonKind.Array)
            throw new ValidatorSettingsException("keys parameter must be a string or list", ["keys"]);
        List<ValueKey> keys = [];
        foreach (var item in parameter.Items)
            keys.Add(new ValueKey(item.AsString()
                ?? throw new ValidatorSettingsException($"keys parameter contains a non-string entry at index {keys.Count}", ["keys"])));
        return [.. keys];
    }
}
