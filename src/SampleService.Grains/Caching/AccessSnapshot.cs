using SampleService.Domain;

namespace SampleService.Grains;

/// <summary>Head and access levels of a sample as read under a stamp: of all users, or of the one who asked.</summary>
internal sealed class AccessSnapshot
{
    private readonly UserName? _user;
    private readonly AccessLevel _level;

    /// <summary>Holds for all users.</summary>
    public AccessSnapshot(ReadStamp stamp, SampleHeader header) =>
        (Stamp, Head, WithdrawnVersions, Header) = (stamp, header.Head, header.WithdrawnVersions, header);

    /// <summary>Holds for one user; null is an anonymous caller.</summary>
    public AccessSnapshot(ReadStamp stamp, int head, WithdrawnVersions withdrawn, UserName? user, AccessLevel level) =>
        (Stamp, Head, WithdrawnVersions, _user, _level) = (stamp, head, withdrawn, user, level);

    public ReadStamp Stamp { get; }

    public int Head { get; }

    /// <summary>Those of the versions that are withdrawn.</summary>
    public WithdrawnVersions WithdrawnVersions { get; }

    /// <summary>Null when only one user's level is known.</summary>
    public SampleHeader? Header { get; }

    /// <summary>Bytes of memory, about.</summary>
    public long Bytes
    {
        get
        {
            const int Own = 200, User = 60;
            return Own + (User * (Header is { Acls: var acls } ? 1 + acls.Admin.Count + acls.Write.Count + acls.Read.Count : 1));
        }
    }

    /// <summary>The level of a user; null if it is not known.</summary>
    public AccessLevel? LevelOf(UserName? user) =>
        Header is not null ? Header.Acls.LevelOf(user)
        : user == _user ? _level
        : null;
}
