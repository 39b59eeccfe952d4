namespace SampleService.Units;

/// <summary>What a piece of a unit expression is.</summary>
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
