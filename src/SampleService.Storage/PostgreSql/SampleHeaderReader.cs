using System.Data;
using Npgsql;
using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Reads sample headers.</summary>
internal static class SampleHeaderReader
{
    /// <summary>A sample apart from its versions; null if there is none.</summary>
    public static Task<SampleHeader?> FindAsync(PostgreSqlSession session, SampleId id, CancellationToken cancellation) =>
        session.RunAsync(
            [new PostgreSqlStatement(SampleSql.FindHeader).Bind(id.Value)], ReadSingleAsync, CommandBehavior.Default, cancellation);

    /// <summary>All headers of the result the reader stands on.</summary>
    public static async Task<List<SampleHeader>> ReadAllAsync(NpgsqlDataReader rows, CancellationToken cancellation)
    {
        var headers = new SampleHeaderBuilder();
        // Columns are read in their order, since the rows of a result may be read sequentially.
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var id = new SampleId(rows.GetGuid(0));
            if (headers.IsNew(id))
                headers.Begin(
                    id, rows.GetUser(1), rows.GetInt32(2), rows.GetBoolean(3), rows.GetInt64(4), ReadWithdrawal(rows, 5), rows.GetStringOrNull(8),
                    rows.GetBoolean(9));
            if (rows.GetLevel(10) is var level and not AccessLevel.None)
                headers.Add(level, rows.GetUser(11));
        }

        return headers.Build();
    }

    /// <summary>Who withdrew something, when and why; null if nobody did.</summary>
    public static Withdrawal? ReadWithdrawal(NpgsqlDataReader row, int column) => row.GetUserOrNull(column) is { } by
        ? new Withdrawal(by, row.GetTimestamp(column + 1), row.GetStringOrNull(column + 2) ?? "")
        : null;

    /// <summary>The only header of the result the reader stands on; null if there is none.</summary>
    public static async Task<SampleHeader?> ReadSingleAsync(NpgsqlDataReader rows, CancellationToken cancellation) =>
        await ReadAllAsync(rows, cancellation).ConfigureAwait(false) is [var header] ? header : null;
}
