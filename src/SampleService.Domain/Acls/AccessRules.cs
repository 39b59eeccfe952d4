namespace SampleService.Domain;

/// <summary>Who may do what with a sample (contract section 2.5).</summary>
public static class AccessRules
{
    /// <summary>Whether the requester's level suffices, or the call is made in administration mode.</summary>
    public static bool Allows(Requester requester, AccessLevel level, SampleHeader sample) =>
        requester.IsAdministrator || sample.Acls.LevelOf(requester.User) >= level;

    /// <summary>Requires what <see cref="Allows"/> asks.</summary>
    /// <exception cref="ServiceException">It does not.</exception>
    public static void Require(Requester requester, AccessLevel level, SampleHeader sample) =>
        Require(requester, level, sample.Id, sample.Acls.LevelOf(requester.User));

    /// <summary>The same, where the requester's level is known.</summary>
    /// <exception cref="ServiceException">It does not suffice, and the call is not made in administration mode.</exception>
    public static void Require(Requester requester, AccessLevel level, SampleId sample, AccessLevel held)
    {
        if (!requester.IsAdministrator && held < level)
            throw ServiceException.Unauthorized($"{requester.Title} cannot {Verb(level)} sample {sample}");
    }

    private static string Verb(AccessLevel level) => level switch
    {
        AccessLevel.Read => "read",
        AccessLevel.Write => "write to",
        _ => "administrate",
    };
}
