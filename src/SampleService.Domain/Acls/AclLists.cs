namespace SampleService.Domain;

/// <summary>What must hold for the lists of one request, before any sample is looked at.</summary>
public static class AclLists
{
    /// <summary>Nobody is in two of the three lists.</summary>
    /// <exception cref="ServiceException">Names the first who is.</exception>
    public static void RequireDisjoint(UserSet admin, UserSet write, UserSet read)
    {
        foreach (var user in admin)
            if (write.Contains(user) || read.Contains(user))
                throw Twice(user);
        foreach (var user in write)
            if (read.Contains(user))
                throw Twice(user);
    }

    /// <summary>Nobody is removed and named at once.</summary>
    /// <exception cref="ServiceException">Somebody is.</exception>
    public static void RequireNotRemoved(UserSet remove, UserSet admin, UserSet write, UserSet read)
    {
        if (remove.Meets(admin) || remove.Meets(write) || remove.Meets(read))
            throw ServiceException.Illegal("Users in the remove list cannot be in any other ACL");
    }

    private static ServiceException Twice(UserName user) => ServiceException.Illegal($"User {user} appears in two ACLs");
}
