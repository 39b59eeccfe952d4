using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>Names of stand-alone accounts: 1 to 100 lower case letters, digits and underscores, a letter first.</summary>
internal static class StandaloneUserName
{
    private const int MaximumLength = 100;

    /// <summary>Whether there can be an account of this name.</summary>
    public static bool IsLegal(UserName name) => FindFault(name) is null;

    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: there can be no account of this name.</exception>
    public static void Check(UserName name)
    {
        if (FindFault(name) is { } fault)
            throw ServiceException.Illegal(fault);
    }

    private static string? FindFault(UserName name)
    {
        var text = name.Value;
        if (string.IsNullOrEmpty(text))
            return "user name must not be empty";
        if (text.Length > MaximumLength)
            return $"user name exceeds maximum length of {MaximumLength}";
        foreach (var c in text)
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
                return $"user name {text} must consist of lower case letters, digits and underscores";
        return text[0] is >= 'a' and <= 'z' ? null : $"user name {text} must start with a letter";
    }
}
