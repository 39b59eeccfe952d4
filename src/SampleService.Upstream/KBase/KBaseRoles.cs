using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>What the auth service says of the owner of a token.</summary>
/// <param name="User">The owner.</param>
/// <param name="CustomRoles">The custom roles of the owner.</param>
internal sealed record KBaseRoles(UserName User, IReadOnlyList<string> CustomRoles);
