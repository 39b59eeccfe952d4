namespace SampleService.Server.Tests.Hostile;

/// <summary>What there is on the server for requests to be about.</summary>
/// <param name="Token">Of a user who owns the sample and may write to the workspace.</param>
/// <param name="AdministratorToken">Of a full administrator.</param>
/// <param name="SampleId">A sample with versions 1 and 2 and node root.</param>
/// <param name="LinkId">A link of its version 1.</param>
/// <param name="Upa">The object of that link.</param>
/// <param name="Limits">What the server was told to take.</param>
internal sealed record HostileWorld(string Token, string AdministratorToken, string SampleId, string LinkId, string Upa, HostileLimits Limits)
{
    /// <summary>A token, or something in its place; mostly the user's.</summary>
    public string? AnyToken(Draw draw) => draw.Below(12) switch
    {
        0 => null,
        1 => "",
        2 => draw.Of("Bearer x", "sst_wrong", new string('t', 5000), "\u00c3\u00a9", "a b", ","),
        3 or 4 => AdministratorToken,
        _ => Token,
    };
}
