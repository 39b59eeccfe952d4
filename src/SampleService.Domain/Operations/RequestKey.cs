namespace SampleService.Domain;

/// <summary>The name that a caller has given to one intended write (docs/apply.md).</summary>
/// <param name="User">The caller.</param>
/// <param name="Id">The name, 1 to 128 code points.</param>
/// <param name="Hash">A SHA-256 of method and argument.</param>
public sealed record RequestKey(UserName User, string Id, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The longest name, in code points.</summary>
    public const int MaxLength = 128;

    /// <summary>The stored answer, if it is that of this very call.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.RequestIdUsed"/>: the name was used for another call.</exception>
    public ReadOnlyMemory<byte> Take(StoredAnswer stored) => stored.Hash.Span.SequenceEqual(Hash.Span)
        ? stored.Answer
        : throw new ServiceException(ErrorKind.RequestIdUsed, Id);

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(RequestKey);
}

/// <summary>The answer to a write that was stored.</summary>
/// <param name="Hash">A SHA-256 of method and argument.</param>
/// <param name="Answer">The result as JSON text.</param>
public sealed record StoredAnswer(ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte> Answer)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(StoredAnswer);
}
