using System.Text;
using SampleService.Json;

namespace SampleService.Search;

/// <summary>A string of a stored tree. Nearly all are ASCII without escapes and are compared as they stand.</summary>
internal readonly ref struct StoredText(ReadOnlySpan<byte> content, bool isEscaped)
{
    /// <summary>The bytes between the quotes.</summary>
    public ReadOnlySpan<byte> Content { get; } = content;

    /// <summary>Whether its bytes are its characters.</summary>
    public bool IsPlain => !isEscaped && Ascii.IsValid(Content);

    /// <summary>The text, lone surrogates kept.</summary>
    public string Text => JsonStrings.Decode(Content, isEscaped);

    public bool Is(KeyName name) => isEscaped ? Text == name.Text : Content.SequenceEqual(name.Utf8);

    public bool Is(ReadOnlySpan<byte> ascii) => !isEscaped && Content.SequenceEqual(ascii);

    public bool StartsWith(KeyName name) =>
        isEscaped ? Text.StartsWith(name.Text, StringComparison.Ordinal) : Content.StartsWith(name.Utf8);
}

/// <summary>A name that is looked for in stored trees.</summary>
internal sealed record KeyName(string Text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Text);

    public ReadOnlySpan<byte> Utf8 => _utf8;
}
