using System.Text;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// A JSON string, for the checks of metadata. Nearly all are printable ASCII without escapes: those are measured, checked
/// and copied as bytes. A .NET string is made only for the others and for messages.
/// </summary>
public ref struct TextValue
{
    private readonly JsonValue _value;
    private string? _text;

    /// <param name="value">A JSON string; no other kind.</param>
    public TextValue(JsonValue value)
    {
        _value = value;
        IsPlain = !value.HasEscapes && value.RawContent.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
    }

    private bool IsPlain { get; }

    /// <summary>The text, lone surrogates kept.</summary>
    public string Text => _text ??= _value.GetString();

    /// <summary>The text as messages echo it.</summary>
    public string Echo => ContractText.Echo(Text);

    /// <summary>Whether it is empty or only white space.</summary>
    public bool IsBlank => IsPlain ? _value.RawContent.IndexOfAnyExcept((byte)' ') < 0 : ContractText.IsBlank(Text);

    /// <summary>Whether the text has more than <paramref name="max"/> code points.</summary>
    public bool IsLongerThan(int max) =>
        _value.RawContent.Length > max && (IsPlain || ContractText.IsLongerThan(Text, max));

    /// <summary>As <see cref="ContractText.IndexOfControlCharacter"/>.</summary>
    public int IndexOfControlCharacter(bool allowTabAndLineFeed = false) =>
        IsPlain ? -1 : ContractText.IndexOfControlCharacter(Text, allowTabAndLineFeed);

    /// <summary>Bytes of the text in UTF-8.</summary>
    public int Utf8Length => IsPlain ? _value.RawContent.Length : Encoding.UTF8.GetByteCount(Text);

    /// <summary>Bytes of the string, quotes included, in the form that size limits measure.</summary>
    public int JsonLength
    {
        get
        {
            if (IsPlain)
                return _value.RawContent.Length + 2;
            var length = Encoding.UTF8.GetByteCount(Text) + 2;
            foreach (var c in Text)
                length += c switch
                {
                    '"' or '\\' or '\n' or '\r' or '\t' or '\b' or '\f' => 1,
                    < ' ' => 5,
                    _ => 0,
                };
            return length;
        }
    }

    /// <summary>Writes it as JSON.</summary>
    public void WriteTo(JsonOutput output)
    {
        if (IsPlain)
            output.Raw(_value.Raw);
        else
            output.Text(Text);
    }
}
