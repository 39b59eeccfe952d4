using SampleService.Actors.Runtime;

namespace SampleService.Actors;

/// <summary>The identity of a grain: the name of its type and its key as text.</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    private readonly GrainKey _key;

    internal GrainId(string type, GrainKey key)
    {
        Type = type;
        _key = key;
    }

    public string Type { get; }

    /// <summary>GUIDs as 32 hex digits, with <c>+extension</c> when compound; integers in hex; strings as they are.</summary>
    public string Key => _key.ToString();

    internal GrainKey KeyValue => _key;

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    public bool Equals(GrainId other) => string.Equals(Type, other.Type, StringComparison.Ordinal) && _key.Equals(other._key);

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Type, _key);

    public override string ToString() => $"{Type}/{Key}";
}
