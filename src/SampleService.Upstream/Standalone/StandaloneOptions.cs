namespace SampleService.Upstream.Standalone;

/// <summary>Roles and token cache of a stand-alone deployment.</summary>
public sealed class StandaloneOptions
{
    /// <summary>Roles whose holders may do everything in administration mode; at least one.</summary>
    public IReadOnlyList<string> FullAdministratorRoles { get; init; } = ["full_admin"];

    /// <summary>Roles whose holders may read everything in administration mode.</summary>
    public IReadOnlyList<string> ReadAdministratorRoles { get; init; } = ["read_admin"];

    /// <summary>
    /// How long a process that owns the database caches a token. Changes made through this process are visible at once all the same.
    /// At most an hour; zero turns the cache off.
    /// </summary>
    public TimeSpan TokenCacheLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Number of cached tokens, at least 1.</summary>
    public int TokenCacheCapacity { get; init; } = 2000;

    internal IEnumerable<string> Roles => FullAdministratorRoles.Concat(ReadAdministratorRoles).Distinct(StringComparer.Ordinal);

    /// <summary>Validates the options.</summary>
    /// <exception cref="UpstreamConfigurationException">A value is out of range.</exception>
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
