using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Users for whom the operator answers that they may read everything, also while they are away: the auth service tells roles only to whoever
/// shows a token.
/// </summary>
/// <param name="Users">Their names.</param>
public sealed record KeptReadAdministrators(IReadOnlySet<UserName> Users)
{
    /// <summary>Nobody.</summary>
    public static KeptReadAdministrators None { get; } = new(new HashSet<UserName>());
}
