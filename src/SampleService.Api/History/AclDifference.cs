using SampleService.Domain;

namespace SampleService.Api;

/// <summary>What a change of ACLs means for one user: names of levels, null for none.</summary>
internal readonly record struct UserChange(UserName User, string? From, string? To);

/// <summary>What differs between two states of ACLs.</summary>
internal static class AclDifference
{
    /// <summary>The users whose levels differ, by name.</summary>
    /// <param name="before">The state before; null if nobody had anything.</param>
    /// <param name="after">The state after.</param>
    /// <param name="exempt">Users who are never shown among readers.</param>
    public static IReadOnlyList<UserChange> Of(SampleAcls? before, SampleAcls after, UserSet exempt)
    {
        var from = LevelsOf(before, exempt);
        var to = LevelsOf(after, exempt);
        return
        [
            .. from.Keys.Union(to.Keys).Order()
                .Select(user => new UserChange(user, from.GetValueOrDefault(user), to.GetValueOrDefault(user)))
                .Where(static change => change.From != change.To),
        ];
    }

    private static Dictionary<UserName, string> LevelsOf(SampleAcls? acls, UserSet exempt)
    {
        var levels = new Dictionary<UserName, string>();
        if (acls is null)
            return levels;
        levels[acls.Owner] = "owner";
        foreach (var (users, level) in ((UserSet, string)[])[(acls.Admin, "admin"), (acls.Write, "write"), (acls.Read.Except(exempt), "read")])
            foreach (var user in users)
                levels[user] = level;
        return levels;
    }
}
