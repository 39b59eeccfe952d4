using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Puts headers together from rows of one user each; the rows of a sample stand together.</summary>
internal sealed class SampleHeaderBuilder
{
    private readonly List<SampleHeader> _headers = [];
    private readonly List<UserName> _admin = [], _write = [], _read = [];
    private SampleHeader? _current;

    /// <summary>Whether the next row is of another sample, which has to be begun.</summary>
    public bool IsNew(SampleId id) => _current?.Id != id;

    /// <summary>Begins a sample, so far with its owner alone.</summary>
    public void Begin(SampleId id, UserName owner, int head, bool publicRead, long aclVersion, Withdrawal? withdrawal, string? withdrawnVersions, bool isErased)
    {
        End();
        _current = new SampleHeader(id, SampleAcls.OwnedBy(owner) with { PublicRead = publicRead }, head, aclVersion)
        {
            Withdrawal = withdrawal,
            WithdrawnVersions = WithdrawnVersions.Parse(withdrawnVersions),
            IsErased = isErased,
        };
    }

    /// <summary>Adds a user to the sample that was begun last.</summary>
    public void Add(AccessLevel level, UserName user) => (level switch
    {
        AccessLevel.Admin => _admin,
        AccessLevel.Write => _write,
        _ => _read,
    }).Add(user);

    /// <summary>All samples that were begun.</summary>
    public List<SampleHeader> Build()
    {
        End();
        return _headers;
    }

    private void End()
    {
        if (_current is null)
            return;
        if (_admin.Count + _write.Count + _read.Count > 0)
            _current = _current with
            {
                Acls = _current.Acls with { Admin = TakeSet(_admin), Write = TakeSet(_write), Read = TakeSet(_read) },
            };
        _headers.Add(_current);
        _current = null;
    }

    private static UserSet TakeSet(List<UserName> users)
    {
        var set = UserSet.Of(users);
        users.Clear();
        return set;
    }
}
