using System.Text.RegularExpressions;

namespace SampleService.Testing.Fakes;

/// <summary>The rules of a KBase user name: lower case letters, digits and underscores, a letter first.</summary>
internal static partial class AuthUserName
{
    /// <summary>The name without blanks around it; an error names the first rule that it breaks.</summary>
    public static string Check(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
            throw Illegal(name, "30000 Missing input parameter: user name");
        if (NotAllowed().Match(trimmed) is { Success: true } bad)
            throw Illegal(trimmed, $"30010 Illegal user name: Illegal character in user name {trimmed}: {bad.Value}");
        if (!char.IsAsciiLetter(trimmed[0]))
            throw Illegal(trimmed, "30010 Illegal user name: Username must start with a letter");
        if (trimmed.Length > 100)
            throw Illegal(trimmed, "30001 Illegal input parameter: user name size greater than limit 100");
        return trimmed;
    }

    private static AuthError Illegal(string name, string why) => new(400, 30010, $"Illegal user name [{name}]: {why}");

    [GeneratedRegex(@"[\uD800-\uDBFF][\uDC00-\uDFFF]|[^a-z0-9_]")]
    private static partial Regex NotAllowed();
}
