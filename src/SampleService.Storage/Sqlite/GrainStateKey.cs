using System.Buffers;

namespace SampleService.Storage.Sqlite;

/// <summary>Whose state, and which one, in the form in which Orleans' own storage has it on PostgreSQL, so that a database can move.</summary>
public sealed record GrainStateKey
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>A grain whose key is text.</summary>
    /// <exception cref="ArgumentException">
    /// Orleans would take it for a number or a GUID, of which several texts mean the same: it is to begin with a letter
    /// that is no hexadecimal digit.
    /// </exception>
    public GrainStateKey(string serviceId, string stateName, string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var head = plus < 0 ? text.AsSpan() : text.AsSpan(0, plus);
        if (!head.IsEmpty && !head.ContainsAnyExcept(HexDigits))
            throw new ArgumentException("The key of a grain that keeps a state reads like a hexadecimal number.", nameof(text));
        (ServiceId, StateName, Text) = (serviceId, stateName, text);
    }

    /// <summary>The service, as all its processes call it.</summary>
    public string ServiceId { get; }

    /// <summary>The name of the state, unique in the service.</summary>
    public string StateName { get; }

    /// <summary>The key of the grain.</summary>
    public string Text { get; }
}
