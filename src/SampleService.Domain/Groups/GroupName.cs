namespace SampleService.Domain;

/// <summary>Names a group of users: 2 to 64 of <c>a-z</c>, <c>0-9</c>, <c>_</c> and <c>-</c>, a letter first. Unique for ever.</summary>
/// <param name="Value">The name, without the sign that it has in ACLs.</param>
public readonly record struct GroupName(string Value)
{
    private const char Sign = '@';
    private const int MinLength = 2;
    private const int MaxLength = 64;

    /// <summary>The group as ACLs and messages write it: <c>@name</c>. No user of any authority has such a name.</summary>
    public UserName Entry => new($"{Sign}{Value}");

    /// <summary>Whether an entry of ACLs names a group.</summary>
    public static bool IsEntry(UserName entry) => entry.Value.StartsWith(Sign);

    /// <summary>The group that an entry of ACLs names.</summary>
    public static GroupName OfEntry(UserName entry) => new(entry.Value[1..]);

    /// <summary>A name that a group may have.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: it is none.</exception>
    public static GroupName Parse(string name) => name.Length is >= MinLength and <= MaxLength && char.IsAsciiLetterLower(name[0]) && name.All(IsAllowed)
        ? new GroupName(name)
        : throw ServiceException.Illegal("name must be 2 to 64 of a-z, 0-9, _ and -, and begin with a letter");

    /// <inheritdoc/>
    public override string ToString() => Entry.Value;

    private static bool IsAllowed(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-';
}
