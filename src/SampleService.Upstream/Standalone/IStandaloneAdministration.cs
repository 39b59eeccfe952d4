using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// Administers the accounts, tokens and workspaces of a stand-alone deployment. Who may do so is for the caller to
/// check. Changes are seen by every call that begins after they were acknowledged.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/>: <see cref="ErrorKind.MissingParameter"/> and
/// <see cref="ErrorKind.IllegalParameter"/> for values that are absent or break a rule,
/// <see cref="ErrorKind.NoSuchUser"/> for accounts and <see cref="ErrorKind.NoSuchWorkspaceData"/> for workspaces and
/// objects that are not there (or deleted, where that matters), <see cref="ErrorKind.StorageFailure"/> when the database
/// fails. No operation takes full administration away from the last enabled account that has it.
/// </remarks>
public interface IStandaloneAdministration
{
    /// <summary>Makes an account.</summary>
    /// <param name="name">1 to 100 lower case letters, digits and underscores, a letter first.</param>
    /// <param name="displayName">At most 256 code points; null or blank for the name.</param>
    /// <param name="roles">Some of the configured roles.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<AccountInfo> CreateAccountAsync(
        UserName name, string? displayName, IReadOnlyCollection<string> roles, CancellationToken cancellation);

    /// <summary>All accounts, disabled ones included, by name.</summary>
    ValueTask<IReadOnlyList<AccountInfo>> ListAccountsAsync(CancellationToken cancellation);

    /// <summary>One account, disabled or not.</summary>
    ValueTask<AccountInfo> GetAccountAsync(UserName name, CancellationToken cancellation);

    /// <summary>Disables an account, so that it is as good as none and its tokens are not accepted, or enables it again.</summary>
    ValueTask<AccountInfo> SetAccountDisabledAsync(UserName name, bool disabled, CancellationToken cancellation);

    /// <summary>Replaces the roles of an account.</summary>
    ValueTask<AccountInfo> SetRolesAsync(UserName name, IReadOnlyCollection<string> roles, CancellationToken cancellation);

    /// <summary>Issues a token for an enabled account.</summary>
    /// <param name="name">The account.</param>
    /// <param name="description">What it is for, at most 256 code points; may be null.</param>
    /// <param name="expires">A moment after now; null for a token that does not expire.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IssuedToken> IssueTokenAsync(
        UserName name, string? description, Timestamp? expires, CancellationToken cancellation);

    /// <summary>The tokens of an account, the oldest first, expired and revoked ones included.</summary>
    ValueTask<IReadOnlyList<TokenInfo>> ListTokensAsync(UserName name, CancellationToken cancellation);

    /// <summary>Revokes a token for good; one that is revoked already stays as it is.</summary>
    ValueTask<TokenInfo> RevokeTokenAsync(TokenId id, CancellationToken cancellation);

    /// <summary>Makes a workspace with the next id.</summary>
    /// <param name="owner">An enabled account.</param>
    /// <param name="name">1 to 256 code points; need not be unique.</param>
    /// <param name="isPublic">Whether everybody may read in it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<WorkspaceInfo> CreateWorkspaceAsync(
        UserName owner, string? name, bool isPublic, CancellationToken cancellation);

    /// <summary>All workspaces, deleted ones included, by id.</summary>
    ValueTask<IReadOnlyList<WorkspaceInfo>> ListWorkspacesAsync(CancellationToken cancellation);

    /// <summary>What a user may see: the workspaces the user can read, by id; null stands for an anonymous caller.</summary>
    ValueTask<IReadOnlyList<WorkspaceView>> ListVisibleWorkspacesAsync(UserName? user, CancellationToken cancellation);

    /// <summary>A workspace, deleted or not, with its permissions and objects.</summary>
    ValueTask<WorkspaceDetails> GetWorkspaceAsync(WorkspaceId id, CancellationToken cancellation);

    /// <summary>Deletes a workspace or brings it back; its objects and permissions stay.</summary>
    ValueTask<WorkspaceInfo> SetWorkspaceDeletedAsync(WorkspaceId id, bool deleted, CancellationToken cancellation);

    /// <summary>Says whether everybody may read in a workspace.</summary>
    ValueTask<WorkspaceInfo> SetWorkspacePublicAsync(WorkspaceId id, bool isPublic, CancellationToken cancellation);

    /// <summary>Gives a user this permission and no other; the owner's cannot be changed.</summary>
    ValueTask<WorkspaceInfo> SetPermissionAsync(
        WorkspaceId id, UserName user, WorkspacePermission permission, CancellationToken cancellation);

    /// <summary>Makes an object with the next number of its workspace, and its version 1.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="name">1 to 256 code points, unique within the workspace.</param>
    /// <param name="type"><c>Module.Type-major.minor</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<ObjectInfo> CreateObjectAsync(
        WorkspaceId workspace, string? name, string? type, CancellationToken cancellation);

    /// <summary>Makes the next version of an object, of the same type unless another is given.</summary>
    ValueTask<ObjectInfo> CreateObjectVersionAsync(
        WorkspaceId workspace, long number, string? type, CancellationToken cancellation);

    /// <summary>Deletes an object with all its versions, or brings it back.</summary>
    ValueTask<ObjectInfo> SetObjectDeletedAsync(
        WorkspaceId workspace, long number, bool deleted, CancellationToken cancellation);
}
