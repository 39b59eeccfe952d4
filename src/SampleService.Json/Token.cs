using System.Runtime.InteropServices;

namespace SampleService.Json;

/// <summary>A value or a member name in a parsed text.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Token
{
    /// <summary>First byte of the value; of strings and names the first one after the quote.</summary>
    public int Start;

    /// <summary>Bytes of the value; of strings and names without the quotes.</summary>
    public int Length;

    /// <summary>Of a value, the token after it and all it contains. Of a name, the token of the value that counts.</summary>
    public int Next;

    /// <summary>What kind of value it is; a name is a string.</summary>
    public JsonKind Kind;

    /// <summary>Whether a string or name has escapes.</summary>
    public bool Escaped;

    /// <summary>Whether the name stood earlier in the same object, so that this member is left out.</summary>
    public bool Repeated;
}
