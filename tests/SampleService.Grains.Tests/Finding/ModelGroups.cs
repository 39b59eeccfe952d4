using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests.Finding;

/// <summary>The groups of the model: alice is in one, bob in two, carol in none.</summary>
internal sealed class ModelGroups : ICallerGroups
{
    public const string Red = "@red";
    public const string Blue = "@blue";

    /// <summary>Those of the entries of ACLs that are a caller's.</summary>
    public static IReadOnlyList<string> NamesOf(string? caller) => caller switch
    {
        null => [],
        "alice" => [caller, Red],
        "bob" => [caller, Blue, Red],
        _ => [caller],
    };

    public ValueTask<UserSet> FindAsync(UserName user, CancellationToken cancellation) =>
        new(UserSet.Of(NamesOf(user.Value).Skip(1).Select(static name => new UserName(name))));

    public async ValueTask<Requester> CompleteAsync(Requester requester, CancellationToken cancellation) =>
        requester is { User: { } user, IsAdministrator: false } ? requester with { Groups = await FindAsync(user, cancellation) } : requester;

    public ValueTask<Requester> CompleteAsync(Requester requester, AccessLevel level, SampleAcls acls, CancellationToken cancellation) =>
        CompleteAsync(requester, cancellation);
}
