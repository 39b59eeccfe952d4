namespace SampleService.Upstream.Standalone;

/// <summary>What can be chosen about the users of a stand-alone deployment.</summary>
public sealed class StandaloneOptions
{
    /// <summary>Roles whose holders may do everything in administration mode; at least one.</summary>
    public IReadOnlyList<string> FullAdministratorRoles { get; init; } = ["full_admin"];

    /// <summary>Roles whose holders may read everything in administration mode.</summary>
    public IReadOnlyList<string> ReadAdministratorRoles { get; init; } = ["read_admin"];

    /// <summary>
    /// How long what is known of a token is kept in memory, by a process that has the database for itself. Changes made
    /// through this process are seen at once whatever it is. Zero for not at all; at most an hour.
    /// </summary>
    public TimeSpan TokenCacheLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For how many tokens, at least 1.</summary>
    public int TokenCacheCapacity { get; init; } = 2000;

    /// <summary>All roles there are.</summary>
    internal IEnumerable<string> Roles => FullAdministratorRoles.Concat(ReadAdministratorRoles).Distinct(StringComparer.Ordinal);

    /// <summary>Refuses what cannot work.</summary>
    /// <exception cref="UpstreamConfigurationException">A value is out of its range.</exception>
    public void Check()
    {
        if (FullAdministratorRoles.Count == 0)
            throw new UpstreamConfigurationException("There has to be a role for full administration");
        if (Roles.FirstOrDefault(role => role.Length is 0 or > 100 || role.AsSpan().ContainsAnyExcept(RoleCharacters)) is { } bad)
            throw new UpstreamConfigurationException(
                $"{UpstreamText.OneLine(bad)} is no name of a role: 1 to 100 ASCII letters, digits, hyphens and underscores");
        if (TokenCacheLifetime < TimeSpan.Zero || TokenCacheLifetime > TimeSpan.FromHours(1))
            throw new UpstreamConfigurationException("Tokens can be kept in memory for at most an hour");
        if (TokenCacheCapacity < 1)
            throw new UpstreamConfigurationException("At least one token has to be kept in memory");
    }

    private static readonly System.Buffers.SearchValues<char> RoleCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
