using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Offers, in either database.</summary>
public sealed class OfferStore(ISqlDatabase database) : IOfferStore
{
    private const int MinBatch = 100;

    private readonly OfferSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<OfferPage> ListAsync(OfferQuery query, int maxExamined, CancellationToken cancellation) =>
        database.ReadSnapshotAsync((session, moment, token) => ListAsync(session, query, maxExamined, moment.Now, token), cancellation);

    private async Task<OfferPage> ListAsync(ISqlSession session, OfferQuery query, int maxExamined, Timestamp now, CancellationToken cancellation)
    {
        var pending = new List<NamedOffer>();
        var (last, examined) = (query.After, 0);
        while (examined < maxExamined)
        {
            // One more than is wanted tells whether there is a next page.
            var size = Math.Min(Math.Max(query.Limit - pending.Count + 1, MinBatch), maxExamined - examined);
            var batch = await session.ReadAllAsync(
                Statement(query, last, size),
                static row => (Offer: new NamedOffer(OfferRows.Read(row), row.IsNull(8) ? null : row.GetString(8)), IsWithdrawn: row.GetBoolean(7)), cancellation)
                .ConfigureAwait(false);
            foreach (var (offer, isWithdrawn) in batch)
            {
                examined++;
                if (isWithdrawn || !offer.Offer.IsPendingAt(now))
                {
                    last = offer.Offer.Sample;
                    continue;
                }

                if (pending.Count == query.Limit)
                    return new OfferPage(pending, last, examined);
                pending.Add(offer);
                last = offer.Offer.Sample;
            }

            if (batch.Count < size)
                return new OfferPage(pending, null, examined);
        }

        return new OfferPage(pending, last, examined);
    }

    private SqlStatement Statement(OfferQuery query, SampleId? after, int limit)
    {
        var statement = new SqlStatement(query.To is not null ? _sql.ListTo : query.From is not null ? _sql.ListFrom : _sql.List)
            .Bind((after ?? default).ToString()).Bind(limit);
        return (query.To ?? query.From) is { } user ? statement.Bind(user.Value) : statement;
    }
}
