namespace SampleService.Units;

/// <summary>Splits a unit expression into tokens. Never fails: other characters are <see cref="TokenKind.Unknown"/>.</summary>
internal ref struct UnitLexer
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const char SuperscriptMinus = '⁻';

    private readonly ReadOnlySpan<char> _text;

    public UnitLexer(ReadOnlySpan<char> text)
    {
        _text = text;
        Move();
    }

    /// <summary>The kind of the current token.</summary>
    public TokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    public readonly ReadOnlySpan<char> Text => _text[Start..End];

    /// <summary>Moves to the next token.</summary>
    public void Move()
    {
        Start = End;
        while (Start < _text.Length && char.IsWhiteSpace(_text[Start]))
            Start++;
        End = Start;
        Kind = Start == _text.Length ? TokenKind.End : Read(_text[Start]);
    }

    /// <summary>Reads an integer in superscript digits.</summary>
    /// <returns>False if there are more than 8 characters.</returns>
    public static bool TryReadSuperscript(ReadOnlySpan<char> text, out Rational value)
    {
        Span<char> digits = stackalloc char[8];
        value = default;
        if (text.Length > digits.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
            digits[i] = text[i] == SuperscriptMinus ? '-' : (char)('0' + Superscripts.IndexOf(text[i]));
        return Rational.TryParse(digits[..text.Length], out value);
    }

    private TokenKind Read(char first)
    {
        if (char.IsAsciiDigit(first) || (first == '.' && IsDigit(Start + 1)))
            return ReadNumber();
        if (IsNameStart(first))
            return ReadName();
        if (first == SuperscriptMinus || Superscripts.Contains(first))
            return ReadSuperscript();
        End++;
        switch (first)
        {
            case '*':
                if (!IsAt(End, '*'))
                    return TokenKind.Times;
                End++;
                return TokenKind.Power;
            case '^':
                return TokenKind.Power;
            case '·' or '⋅':
                return TokenKind.Times;
            case '/':
                return TokenKind.Divide;
            case '+':
                return TokenKind.Plus;
            case '-':
                return TokenKind.Minus;
            case '(':
                return TokenKind.Open;
            case ')':
                return TokenKind.Close;
            default:
                if (char.IsHighSurrogate(first) && End < _text.Length && char.IsLowSurrogate(_text[End]))
                    End++;
                return TokenKind.Unknown;
        }
    }

    private TokenKind ReadNumber()
    {
        SkipDigits();
        if (IsAt(End, '.'))
        {
            End++;
            SkipDigits();
        }

        // An e that no digits follow begins a name, as in 2 eV.
        if (End < _text.Length && _text[End] is 'e' or 'E')
        {
            var digits = IsAt(End + 1, '+') || IsAt(End + 1, '-') ? End + 2 : End + 1;
            if (IsDigit(digits))
            {
                End = digits;
                SkipDigits();
            }
        }

        return TokenKind.Number;
    }

    private TokenKind ReadName()
    {
        do
            End++;
        while (End < _text.Length && (char.IsDigit(_text[End]) || (IsNameStart(_text[End]) && !BeginsDegrees(End))));
        return Text is "per" ? TokenKind.Divide : TokenKind.Name;
    }

    private TokenKind ReadSuperscript()
    {
        do
            End++;
        while (End < _text.Length && Superscripts.Contains(_text[End]));
        return TokenKind.Superscript;
    }

    /// <summary>Skips digits and single underscores between them, as in 1_000.</summary>
    private void SkipDigits()
    {
        while (IsDigit(End) || (IsAt(End, '_') && IsDigit(End - 1) && IsDigit(End + 1)))
            End++;
    }

    private readonly bool IsDigit(int index) => index >= 0 && index < _text.Length && char.IsAsciiDigit(_text[index]);

    private readonly bool IsAt(int index, char c) => index < _text.Length && _text[index] == c;

    /// <summary>Whether a degree sign begins a new name, as in <c>20m°C</c>; in <c>Δ°C</c> it does not.</summary>
    private readonly bool BeginsDegrees(int index) => _text[index] == '°' && _text[index - 1] is not ('Δ' or '_');

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '°';
}

/// <summary>Kinds of tokens of a unit expression.</summary>
internal enum TokenKind
{
    End,
    Number,
    Name,
    Times,
    Divide,
    Power,
    Superscript,
    Plus,
    Minus,
    Open,
    Close,
    Unknown,
}
