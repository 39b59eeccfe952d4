using System.Globalization;

namespace SampleService.Actors.Runtime;

/// <summary>A key of any kind. Kinds never equal one another.</summary>
internal readonly struct GrainKey : IEquatable<GrainKey>
{
    private readonly Guid _guid;
    private readonly long _number;
    private readonly string? _text;
    private readonly GrainKeyKind _kind;

    internal GrainKey(Guid guid)
    {
        _guid = guid;
        _kind = GrainKeyKind.Guid;
    }

    internal GrainKey(string text)
    {
        _text = text;
        _kind = GrainKeyKind.String;
    }

    internal GrainKey(long number)
    {
        _number = number;
        _kind = GrainKeyKind.Integer;
    }

    internal GrainKey(Guid guid, string extension)
    {
        _guid = guid;
        _text = extension;
        _kind = GrainKeyKind.GuidCompound;
    }

    public bool Equals(GrainKey other) => _kind == other._kind && _kind switch
    {
        GrainKeyKind.String => string.Equals(_text, other._text),
        GrainKeyKind.Integer => _number == other._number,
        GrainKeyKind.Guid => _guid == other._guid,
        _ => _guid == other._guid && string.Equals(_text, other._text),
    };

    public override bool Equals(object? obj) => obj is GrainKey other && Equals(other);

    // Strings hash with the process's random seed: keys come from callers, who must not be able to make them collide.
    public override int GetHashCode() => _kind switch
    {
        GrainKeyKind.String => _text!.GetHashCode(),
        GrainKeyKind.Integer => _number.GetHashCode(),
        GrainKeyKind.Guid => _guid.GetHashCode(),
        _ => (_guid.GetHashCode() * 31) + _text!.GetHashCode(),
    };

    public override string ToString() => _kind switch
    {
        GrainKeyKind.String => _text ?? "",
        GrainKeyKind.Integer => _number.ToString("X", CultureInfo.InvariantCulture),
        GrainKeyKind.Guid => _guid.ToString("N"),
        _ => $"{_guid:N}+{_text}",
    };

    internal bool TryGetGuid(out Guid guid, out string? extension)
    {
        guid = _guid;
        extension = _kind is GrainKeyKind.GuidCompound ? _text : null;
        return _kind is GrainKeyKind.Guid or GrainKeyKind.GuidCompound;
    }

    internal bool TryGetLong(out long number)
    {
        number = _number;
        return _kind is GrainKeyKind.Integer;
    }

    internal Guid AsGuid(out string? extension) =>
        TryGetGuid(out var guid, out extension) ? guid : throw new InvalidOperationException("The grain has no GUID key.");

    internal long AsLong() =>
        TryGetLong(out var number) ? number : throw new InvalidOperationException("The grain has no integer key.");
}
