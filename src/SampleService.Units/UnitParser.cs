using System.Globalization;

namespace SampleService.Units;

/// <summary>
/// A recursive descent parser of unit expressions. Products and quotients have equal precedence and are left-associative; powers bind
/// tighter and are right-associative; a sign binds looser than a power and tighter than a product.
/// </summary>
internal ref struct UnitParser
{
    /// <summary>Maximum length of an expression, in code points.</summary>
    public const int MaxLength = 256;

    /// <summary>Maximum nesting of parentheses.</summary>
    public const int MaxDepth = 32;

    /// <summary>Maximum absolute value of an exponent, as written and in the resulting unit.</summary>
    public const int MaxExponent = 100;

    private static readonly string ExponentTooLarge = string.Create(CultureInfo.InvariantCulture, $"an exponent is beyond {MaxExponent}");

    private readonly IUnitNames _names;
    private UnitLexer _lexer;
    private int _depth;
    private UnitError? _error;

    private UnitParser(ReadOnlySpan<char> text, IUnitNames names)
    {
        _names = names;
        _lexer = new UnitLexer(text);
    }

    /// <summary>The unit, or null and the error.</summary>
    public static Unit? Parse(ReadOnlySpan<char> text, IUnitNames names, out UnitError? error)
    {
        var parser = new UnitParser(text, names);
        if (IsTooLong(text))
        {
            error = new UnitError(UnitErrorKind.Form, $"the expression is longer than {MaxLength} characters", 0);
            return null;
        }

        try
        {
            var value = parser.ReadAll();
            error = parser._error;
            return error is null ? new Unit(value.Factor, value.Powers) : null;
        }
        catch (OverflowException)
        {
            // Exponents are exact 64-bit fractions, which sums and products of exponents can exceed.
            error = new UnitError(UnitErrorKind.Form, "the exponents can't be held exactly", 0);
            return null;
        }
    }

    private static bool IsTooLong(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxLength)
            return false;
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        return length > MaxLength;
    }

    private Term ReadAll()
    {
        var value = _lexer.Kind == TokenKind.End ? Fail("there is no unit") : ReadProduct();
        if (_error is null && _lexer.Kind != TokenKind.End)
        {
            if (_lexer.Kind == TokenKind.Close)
                Fail("a parenthesis is closed that is not open");
            else
                FailUnexpected();
        }

        // The limit holds for the result as well, so that the printed form can be parsed again.
        if (_error is null)
            foreach (var (_, total) in value.Powers.Powers)
                if (total.Abs().CompareTo(MaxExponent) > 0)
                    return Fail(ExponentTooLarge, 0);
        // Unknown names take precedence over syntax errors, wherever they are.
        while (_error is { Kind: not UnitErrorKind.UndefinedName } && _lexer.Kind != TokenKind.End)
        {
            if (_lexer.Kind == TokenKind.Name)
                Find(out _);
            _lexer.Move();
        }

        return value;
    }

    private Term ReadProduct()
    {
        var value = ReadPower();
        while (_error is null)
        {
            var start = _lexer.Start;
            switch (_lexer.Kind)
            {
                case TokenKind.Times:
                    value = value.Times(ReadRight());
                    break;
                case TokenKind.Divide:
                    var divisor = ReadRight();
                    if (_error is not null)
                        return value;
                    if (divisor.Factor == 0)
                        return Fail("division by zero", start);
                    value = value.DividedBy(divisor);
                    break;
                case TokenKind.Name or TokenKind.Number or TokenKind.Open:
                    value = value.Times(ReadPower());
                    break;
                default:
                    return value;
            }

            if (!double.IsFinite(value.Factor) && _error is null)
                return Fail("a number is too large", start);
        }

        return value;
    }

    /// <summary>Reads the right operand of a product or quotient.</summary>
    private Term ReadRight()
    {
        var (kind, start, isWord) = (_lexer.Kind, _lexer.Start, _lexer.Text is "per");
        _lexer.Move();
        return _lexer.Kind is TokenKind.End or TokenKind.Close ? MissingOperand(kind, start, isWord) : ReadPower();
    }

    private Term ReadPower()
    {
        if (_lexer.Kind is TokenKind.Plus or TokenKind.Minus)
            return ReadSigned();
        if (_lexer.Kind == TokenKind.Name && ReadWord(out var square))
            return square;
        var value = ReadOperand();
        if (_error is not null)
            return value;
        var start = _lexer.Start;
        switch (_lexer.Kind)
        {
            case TokenKind.Power:
                return Raise(value, ReadExponent(), start);
            case TokenKind.Superscript:
                var written = _lexer.Text;
                if (written is "⁻")
                    return Fail("an exponent is not a number", start);
                // A number with more digits than that is too large anyway.
                if (!UnitLexer.TryReadSuperscript(written, out var exponent))
                    return Fail(ExponentTooLarge, start);
                _lexer.Move();
                return Raise(value, exponent, start);
            case TokenKind.Name when _lexer.Text is "squared" or "cubed":
                var power = _lexer.Text is "squared" ? 2 : 3;
                _lexer.Move();
                return Raise(value, power, start);
            default:
                return value;
        }
    }

    /// <summary>Reads a number with a sign, which applies to its power: <c>-2^2</c> is <c>-4</c>.</summary>
    private Term ReadSigned()
    {
        var sign = _lexer.Kind == TokenKind.Minus ? -1 : 1;
        var ahead = _lexer;
        ahead.Move();
        if (ahead.Kind != TokenKind.Number)
            return FailUnexpected();
        _lexer = ahead;
        return ReadPower().Times(Term.Number(sign, sign));
    }

    /// <summary><c>square meter</c>, <c>sq ft</c>, <c>cubic inch</c>.</summary>
    private bool ReadWord(out Term value)
    {
        value = Term.One;
        var power = _lexer.Text switch { "square" or "sq" => 2, "cubic" => 3, _ => 0 };
        if (power == 0)
            return false;
        var ahead = _lexer;
        ahead.Move();
        if (ahead.Kind != TokenKind.Name)
            return false;
        var start = _lexer.Start;
        _lexer = ahead;
        value = ReadOperand();
        if (_error is null)
            value = Raise(value, power, start);
        return true;
    }

    private Rational? ReadExponent()
    {
        var start = _lexer.Start;
        _lexer.Move();
        var negative = false;
        while (_lexer.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            negative ^= _lexer.Kind == TokenKind.Minus;
            _lexer.Move();
        }

        if (_lexer.Kind is TokenKind.End or TokenKind.Close)
        {
            MissingOperand(TokenKind.Power, start);
            return null;
        }

        start = _lexer.Start;
        var value = ReadPower();
        if (_error is not null)
            return null;
        if (value.Exact is { } exponent)
            return negative ? -exponent : exponent;
        Fail(
            !value.IsNumber ? "an exponent has to be a number"
                : Math.Abs(value.Factor) > MaxExponent ? ExponentTooLarge
                : "an exponent has to be a fraction of numbers below 1000000000",
            start);
        return null;
    }

    private Term Raise(Term value, Rational? exponent, int start)
    {
        if (exponent is not { } power || _error is not null)
            return value;
        if (power.Abs().CompareTo(MaxExponent) > 0)
            return Fail(ExponentTooLarge, start);
        if (value.Factor == 0 && power.Sign < 0)
            return Fail("division by zero", start);
        var raised = value.Raise(power);
        if (!double.IsFinite(raised.Factor))
            return Fail(double.IsNaN(raised.Factor) ? "a root of a negative number" : "a number is too large", start);
        return raised;
    }

    private Term ReadOperand()
    {
        var start = _lexer.Start;
        switch (_lexer.Kind)
        {
            case TokenKind.Number:
                return ReadNumber();
            case TokenKind.Name:
                if (Find(out var unit))
                    _lexer.Move();
                return unit;
            case TokenKind.Open:
                return ReadParentheses();
            case TokenKind.Times or TokenKind.Divide or TokenKind.Power:
                return MissingOperand(_lexer.Kind, start, _lexer.Text is "per");
            case TokenKind.End:
                return Fail("a unit is missing at the end");
            case TokenKind.Close:
                return Fail("there is nothing between the parentheses", start);
            default:
                return FailUnexpected();
        }
    }

    private Term ReadNumber()
    {
        var text = _lexer.Text;
        if (text.Contains('_'))
            text = text.ToString().Replace("_", "", StringComparison.Ordinal);
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
            return Fail("a number is too large", _lexer.Start);
        // 0.3333333333 becomes 1/3 as an exponent, so that products of exponents do not overflow.
        Rational? exact = Rational.TryParse(text, out var value) && value.TryRound(Term.ExactLimit, out var rounded) ? rounded : null;
        _lexer.Move();
        return Term.Number(number, exact);
    }

    private Term ReadParentheses()
    {
        var start = _lexer.Start;
        if (++_depth > MaxDepth)
            return Fail($"more than {MaxDepth} parentheses are open", start);
        _lexer.Move();
        var value = ReadProduct();
        if (_error is not null)
            return value;
        if (_lexer.Kind != TokenKind.Close)
            return _lexer.Kind == TokenKind.End ? Fail("a parenthesis is not closed", start) : FailUnexpected();
        _depth--;
        _lexer.Move();
        return value;
    }

    private bool Find(out Term unit)
    {
        unit = Term.One;
        if (!_names.TryFind(_lexer.Text, out var definition))
        {
            _error = new UnitError(UnitErrorKind.UndefinedName, _lexer.Text.ToString(), _lexer.Start)
            {
                Hint = UnitHints.ForName(_lexer.Text, _names),
            };
            return false;
        }

        unit = definition is null ? Term.Dimensionless : Term.Unit(definition);
        return true;
    }

    private Term FailUnexpected()
    {
        _error ??= new UnitError(UnitErrorKind.Form, $"'{_lexer.Text}' has no meaning there", _lexer.Start)
        {
            Hint = UnitHints.ForToken(_lexer),
        };
        return Term.One;
    }

    private Term MissingOperand(TokenKind sign, int position, bool isWord = false) => Fail(
        UnitErrorKind.MissingOperand,
        sign switch { TokenKind.Times => "*", TokenKind.Divide => isWord ? "per" : "/", _ => "**" },
        position);

    private Term Fail(string detail, int? position = null) => Fail(UnitErrorKind.Form, detail, position ?? _lexer.Start);

    private Term Fail(UnitErrorKind kind, string text, int position)
    {
        _error ??= new UnitError(kind, text, position);
        return Term.One;
    }
}
