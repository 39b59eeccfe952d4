using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;
using SampleService.Storage.Batching;

namespace SampleService.Grains;

/// <summary>See <see cref="ICallerGroups"/>. Concurrent requests share a query, which a request only joins before it is sent.</summary>
/// <param name="store">The database.</param>
/// <param name="options">Whether there are groups.</param>
public sealed class CallerGroups(IGroupStore store, GroupOptions options) : ICallerGroups
{
    private const int MaxConcurrentQueries = 2;

    private readonly RequestBatcher<UserName, UserSet?> _batcher = new(
        MaxConcurrentQueries,
        batch => batch.AnswerAsync(async users =>
            (await store.FindGroupsAsync(users, CancellationToken.None).ConfigureAwait(false))
            .ToDictionary(static found => found.Key, static found => (UserSet?)found.Value)))
    {
        MaxBatchSize = 100,
    };

    /// <inheritdoc/>
    public async ValueTask<UserSet> FindAsync(UserName user, CancellationToken cancellation) => options.AreEnabled
        ? await _batcher.SendAsync(user, cancellation).WaitAsync(cancellation) ?? UserSet.Empty
        : UserSet.Empty;

    /// <inheritdoc/>
    public ValueTask<Requester> CompleteAsync(Requester requester, CancellationToken cancellation) => requester switch
    {
        not { User: not null, IsAdministrator: false, Groups: null } => new(requester),
        // Looked up, and found in none.
        _ when !options.AreEnabled => new(requester with { Groups = UserSet.Empty }),
        _ => FindForAsync(requester, requester.User!.Value, cancellation),
    };

    /// <inheritdoc/>
    public ValueTask<Requester> CompleteAsync(Requester requester, AccessLevel level, SampleAcls acls, CancellationToken cancellation) =>
        AccessRules.DependsOnGroups(requester, level, acls) ? CompleteAsync(requester, cancellation) : new(requester);

    private async ValueTask<Requester> FindForAsync(Requester requester, UserName user, CancellationToken cancellation) =>
        requester with { Groups = await FindAsync(user, cancellation) };
}
