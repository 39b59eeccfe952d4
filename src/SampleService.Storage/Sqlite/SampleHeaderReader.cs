using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Puts headers together from rows of one user each; the rows of a sample stand together.</summary>
internal sealed class SampleHeaderReader
{
    private readonly List<SampleHeader> _headers = [];
    private readonly List<UserName> _admin = [], _write = [], _read = [];
    private SampleHeader? _current;

    /// <summary>All headers of a statement's rows.</summary>
    public static List<SampleHeader> ReadAll(SqliteStatement statement)
    {
        var reader = new SampleHeaderReader();
        statement.ForEach(reader.Take);
        reader.Finish();
        return reader._headers;
    }

    private void Take(SqliteRow row)
    {
        var id = new SampleId(row.GetGuid(0));
        if (_current?.Id != id)
        {
            Finish();
            var owner = new UserName(row.GetString(1));
            _current = new SampleHeader(
                id, SampleAcls.OwnedBy(owner) with { PublicRead = row.GetBoolean(3) }, row.GetInt32(2), row.GetInt64(4));
        }

        var users = ReadLevel(row, 5) switch
        {
            AccessLevel.Admin => _admin,
            AccessLevel.Write => _write,
            AccessLevel.Read => _read,
            _ => null,
        };
        users?.Add(new UserName(row.GetString(6)));
    }

    /// <summary>The level that a row of <c>sample_acls</c> gives; none where there is no row.</summary>
    public static AccessLevel ReadLevel(SqliteRow row, int column)
    {
        var level = row.GetUtf8(column);
        return level.IsEmpty ? AccessLevel.None
            : level.SequenceEqual("admin"u8) ? AccessLevel.Admin
            : level.SequenceEqual("write"u8) ? AccessLevel.Write
            : AccessLevel.Read;
    }

    private void Finish()
    {
        if (_current is null)
            return;
        if (_admin.Count + _write.Count + _read.Count > 0)
            _current = _current with
            {
                Acls = _current.Acls with { Admin = SetOf(_admin), Write = SetOf(_write), Read = SetOf(_read) },
            };
        _headers.Add(_current);
        _current = null;
    }

    private static UserSet SetOf(List<UserName> users)
    {
        var set = UserSet.Of(users);
        users.Clear();
        return set;
    }
}
