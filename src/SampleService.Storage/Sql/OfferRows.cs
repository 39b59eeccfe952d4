using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Offers in rows.</summary>
internal static class OfferRows
{
    /// <summary>Reads the offers that a call needs, while their samples are locked; those too whose time is over.</summary>
    public static async Task<IReadOnlyList<OwnershipOffer>> FindAsync(
        ISqlSession session, OfferSql sql, IReadOnlyCollection<SampleId> samples, CancellationToken cancellation) =>
        samples.Count == 0 ? [] : await session.ReadAllAsync(
            new SqlStatement(sql.Find).Bind([.. samples.Select(static id => id.ToString())]), Read, cancellation).ConfigureAwait(false);

    /// <summary>Reads an offer.</summary>
    public static OwnershipOffer Read(ISqlRow row) => new(
        HistoryRows.GetSample(row, 0), row.GetUser(1), row.GetUser(2), OwnershipOffer.KeepOf(row.GetString(3)),
        row.IsNull(4) ? null : row.GetString(4), row.GetTimestamp(5), row.GetTimestamp(6));
}
