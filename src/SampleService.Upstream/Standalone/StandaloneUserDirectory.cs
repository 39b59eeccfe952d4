using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Upstream.Standalone;

/// <summary>Looks users up among the stand-alone accounts. Disabled accounts count as unknown.</summary>
internal sealed class StandaloneUserDirectory(IAccountStore accounts) : IUserDirectory
{
    public async ValueTask<IReadOnlyList<UserName>> FindUnknownAsync(
        IReadOnlyList<UserName> names, CancellationToken cancellation)
    {
        if (names.Count == 0)
            return [];
        var known = await accounts.FindEnabledAsync(names.Distinct().ToList(), cancellation).ConfigureAwait(false);
        return names.Where(name => !known.Contains(name)).Distinct().ToList();
    }

    public async ValueTask<bool> ExistsAsync(UserName name, CancellationToken cancellation) =>
        await accounts.FindAsync(name, cancellation).ConfigureAwait(false) is { Disabled: null };
}

/// <summary>
/// Names of accounts that administrators make: 1 to 100 lower case letters, digits and underscores, beginning with a letter. Users of
/// OpenID Connect issuers have the names that those give them.
/// </summary>
internal static class StandaloneUserName
{
    private const int MaxLength = 100;

    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: the name breaks a rule.</exception>
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
        if (text.Length > MaxLength)
            return $"user name exceeds maximum length of {MaxLength}";
        foreach (var c in text)
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
                return $"user name {text} must consist of lower case letters, digits and underscores";
        return text[0] is >= 'a' and <= 'z' ? null : $"user name {text} must start with a letter";
    }
}
