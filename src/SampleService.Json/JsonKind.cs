namespace SampleService.Json;

/// <summary>What a JSON value is.</summary>
public enum JsonKind : byte
{
    /// <summary>There is no value: a member that the object does not have.</summary>
    Absent,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}
