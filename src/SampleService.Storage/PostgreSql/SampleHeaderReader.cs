using System.Data;
using Npgsql;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Puts headers together from rows of one user each; the rows of a sample stand together.</summary>
internal sealed class SampleHeaderReader
{
    private readonly List<SampleHeader> _headers = [];
    private readonly List<UserName> _admin = [], _write = [], _read = [];
    private SampleHeader? _current;

    /// <summary>A sample apart from its versions; null if there is none.</summary>
    public static Task<SampleHeader?> FindAsync(PostgreSqlSession session, SampleId id, CancellationToken cancellation) =>
        session.RunAsync(
            [new PostgreSqlStatement(SampleSql.FindHeader).Bind(id.Value)], ReadSingleAsync, CommandBehavior.Default, cancellation);

    /// <summary>All headers of the result the reader stands on.</summary>
    public static async Task<List<SampleHeader>> ReadAllAsync(NpgsqlDataReader rows, CancellationToken cancellation)
    {
        var reader = new SampleHeaderReader();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            reader.Take(rows);
        reader.Finish();
        return reader._headers;
    }

    /// <summary>The only header of the result the reader stands on; null if there is none.</summary>
    public static async Task<SampleHeader?> ReadSingleAsync(NpgsqlDataReader rows, CancellationToken cancellation) =>
        await ReadAllAsync(rows, cancellation).ConfigureAwait(false) is [var header] ? header : null;

    private void Take(NpgsqlDataReader row)
    {
        var id = new SampleId(row.GetGuid(0));
        if (_current?.Id != id)
        {
            Finish();
            // Columns are read in their order, since the rows of a result may be read sequentially.
            var (owner, head) = (row.GetUser(1), row.GetInt32(2));
            _current = new SampleHeader(
                id, SampleAcls.OwnedBy(owner) with { PublicRead = row.GetBoolean(3) }, head, row.GetInt64(4));
        }

        var users = row.GetLevel(5) switch
        {
            AccessLevel.Admin => _admin,
            AccessLevel.Write => _write,
            AccessLevel.Read => _read,
            _ => null,
        };
        users?.Add(row.GetUser(6));
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
