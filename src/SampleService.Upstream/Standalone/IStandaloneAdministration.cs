using SampleService.Domain;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// Administers the accounts, tokens and workspaces of a stand-alone deployment. Callers check that the user may do so. A change is
/// visible to every call that begins after it was acknowledged.
/// </summary>
/// <remarks>
/// All methods throw <see cref="ServiceException"/>: <see cref="ErrorKind.MissingParameter"/> and
/// <see cref="ErrorKind.IllegalParameter"/> for values that are missing or break a rule,
/// <see cref="ErrorKind.NoSuchUser"/> for accounts and <see cref="ErrorKind.NoSuchWorkspaceData"/> for workspaces and
/// objects that do not exist (or are deleted, where that matters), <see cref="ErrorKind.StorageFailure"/> when the database
/// fails. The last enabled account with full administration keeps it.
/// </remarks>
public interface IStandaloneAdministration
{
    /// <summary>Creates an account.</summary>
    /// <param name="name">1 to 100 lower case letters, digits and underscores, beginning with a letter.</param>
    /// <param name="displayName">At most 256 code points; null or blank for the name.</param>
    /// <param name="roles">Some of the configured roles.</param>
    ValueTask<AccountInfo> CreateAccountAsync(
        UserName name, string? displayName, IReadOnlyCollection<string> roles, CancellationToken cancellation);

    /// <summary>All accounts by name, including disabled ones.</summary>
    ValueTask<IReadOnlyList<AccountInfo>> ListAccountsAsync(CancellationToken cancellation);

    /// <summary>One account, even if it is disabled.</summary>
    ValueTask<AccountInfo> GetAccountAsync(UserName name, CancellationToken cancellation);

    /// <summary>Disables or enables an account. A disabled one counts as not existing, and its tokens are refused.</summary>
    ValueTask<AccountInfo> SetAccountDisabledAsync(UserName name, bool disabled, CancellationToken cancellation);

    /// <summary>Replaces the roles of an account.</summary>
    ValueTask<AccountInfo> SetRolesAsync(UserName name, IReadOnlyCollection<string> roles, CancellationToken cancellation);

    /// <summary>Issues a token for an enabled account.</summary>
    /// <param name="name">The account.</param>
    /// <param name="description">What it is for, at most 256 code points; may be null.</param>
    /// <param name="expires">In the future; null for a token that does not expire.</param>
    ValueTask<IssuedToken> IssueTokenAsync(
        UserName name, string? description, Timestamp? expires, CancellationToken cancellation);

    /// <summary>The tokens of an account, oldest first, including expired and revoked ones.</summary>
    ValueTask<IReadOnlyList<TokenInfo>> ListTokensAsync(UserName name, CancellationToken cancellation);

    /// <summary>Revokes a token permanently. Revoking it again changes nothing.</summary>
    ValueTask<TokenInfo> RevokeTokenAsync(TokenId id, CancellationToken cancellation);

    /// <summary>Creates a workspace with the next id.</summary>
    /// <param name="owner">An enabled account.</param>
    /// <param name="name">1 to 256 code points; need not be unique.</param>
    /// <param name="isPublic">Whether all users, and anonymous callers, may read it.</param>
    ValueTask<WorkspaceInfo> CreateWorkspaceAsync(
        UserName owner, string? name, bool isPublic, CancellationToken cancellation);

    /// <summary>All workspaces by id, including deleted ones.</summary>
    ValueTask<IReadOnlyList<WorkspaceInfo>> ListWorkspacesAsync(CancellationToken cancellation);

    /// <summary>The workspaces that a user can read, by id; null stands for an anonymous caller.</summary>
    ValueTask<IReadOnlyList<WorkspaceView>> ListVisibleWorkspacesAsync(UserName? user, CancellationToken cancellation);

    /// <summary>A workspace with its permissions and objects, even if it is deleted.</summary>
    ValueTask<WorkspaceDetails> GetWorkspaceAsync(WorkspaceId id, CancellationToken cancellation);

    /// <summary>What a user may do in a workspace, even if it is deleted; nothing where there is none.</summary>
    ValueTask<WorkspacePermission> FindPermissionAsync(WorkspaceId id, UserName user, CancellationToken cancellation);

    /// <summary>Deletes or restores a workspace; its objects and permissions stay.</summary>
    ValueTask<WorkspaceInfo> SetWorkspaceDeletedAsync(WorkspaceId id, bool deleted, CancellationToken cancellation);

    /// <summary>Makes a workspace public or private.</summary>
    ValueTask<WorkspaceInfo> SetWorkspacePublicAsync(WorkspaceId id, bool isPublic, CancellationToken cancellation);

    /// <summary>Replaces the permission of a user; the owner's cannot be changed.</summary>
    ValueTask<WorkspaceInfo> SetPermissionAsync(
        WorkspaceId id, UserName user, WorkspacePermission permission, CancellationToken cancellation);

    /// <summary>Creates an object with the next number of its workspace, as version 1.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="name">1 to 256 code points, unique within the workspace.</param>
    /// <param name="type"><c>Module.Type-major.minor</c>.</param>
    ValueTask<ObjectInfo> CreateObjectAsync(
        WorkspaceId workspace, string? name, string? type, CancellationToken cancellation);

    /// <summary>Creates the next version of an object. A null type keeps the current one.</summary>
    ValueTask<ObjectInfo> CreateObjectVersionAsync(
        WorkspaceId workspace, long number, string? type, CancellationToken cancellation);

    /// <summary>Deletes or restores an object with all its versions.</summary>
    ValueTask<ObjectInfo> SetObjectDeletedAsync(
        WorkspaceId workspace, long number, bool deleted, CancellationToken cancellation);
}
