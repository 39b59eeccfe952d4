using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.Sqlite;

/// <summary>Reads sample headers.</summary>
internal static class SampleHeaderReader
{
    /// <summary>A sample apart from its versions; null if there is none.</summary>
    public static SampleHeader? Find(SqliteSession session, SampleId id) =>
        ReadAll(session.Prepare(SampleSql.FindHeader).Bind("@id", id.Value)) is [var header] ? header : null;

    /// <summary>All headers of a statement's rows.</summary>
    public static List<SampleHeader> ReadAll(SqliteStatement statement)
    {
        var headers = new SampleHeaderBuilder();
        statement.ForEach(row =>
        {
            var id = new SampleId(row.GetGuid(0));
            if (headers.IsNew(id))
                headers.Begin(
                    id, new UserName(row.GetString(1)), row.GetInt32(2), row.GetBoolean(3), row.GetInt64(4), ReadWithdrawal(row, 5), row.GetStringOrNull(8),
                    row.GetBoolean(9));
            if (ReadLevel(row, 10) is var level and not AccessLevel.None)
                headers.Add(level, new UserName(row.GetString(11)));
        });
        return headers.Build();
    }

    /// <summary>Who withdrew something, when and why; null if nobody did.</summary>
    public static Withdrawal? ReadWithdrawal(SqliteRow row, int column) => row.IsNull(column)
        ? null
        : new Withdrawal(new UserName(row.GetString(column)), new Timestamp(row.GetInt64(column + 1)), row.GetStringOrNull(column + 2) ?? "");

    /// <summary>The level that a row of <c>sample_acls</c> gives; none where there is no row.</summary>
    public static AccessLevel ReadLevel(SqliteRow row, int column)
    {
        var level = row.GetUtf8(column);
        return level.IsEmpty ? AccessLevel.None
            : level.SequenceEqual("admin"u8) ? AccessLevel.Admin
            : level.SequenceEqual("write"u8) ? AccessLevel.Write
            : AccessLevel.Read;
    }
}
