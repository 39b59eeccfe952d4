namespace SampleService.Server.Tests.Permissions;

/// <summary>What the contract asks of the caller of a method (its sections 2.2 and 4).</summary>
internal sealed record MethodRule(string Method, TokenRule Token)
{
    /// <summary>What <c>as_admin</c> needs; none when the method has no administration mode.</summary>
    public AdministrationRight AsAdminNeeds { get; init; }

    /// <summary>Whether the method is for administrators only, whatever <c>as_admin</c> says.</summary>
    public bool IsForAdministrators { get; init; }

    /// <summary>What the messages about administration call the method.</summary>
    public string NameForAdministrators { get; init; } = Method[(Method.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public SampleLevel Sample { get; init; }

    public DataNeed Data { get; init; }

    /// <summary>What else is done, once for each link the caller sees.</summary>
    public MethodRule? ForEachLink { get; init; }

    /// <summary>Whether the workspace makes a difference.</summary>
    public bool IsAboutData => Data != DataNeed.Nothing || ForEachLink is not null || ShowsLinks;

    /// <summary>Whether it lists the links of the sample whose workspace the caller may read.</summary>
    public bool ShowsLinks { get; init; }
}
