using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>Stores changed offers.</summary>
internal static class OfferChangeWriter
{
    public static void Write(SqliteSession session, OperationState state)
    {
        foreach (var (sample, offer) in state.Changes.Offers)
            if (offer is null)
                session.Prepare(OfferChangeSql.Remove).Bind("@id", sample.Value).Execute();
            else
                session.Prepare(OfferChangeSql.Set)
                    .Bind("@id", sample.Value).Bind("@from", offer.From.Value).Bind("@to", offer.To.Value).Bind("@keep", offer.KeepName)
                    .Bind("@message", offer.Message).Bind("@created_at", offer.Created.Milliseconds).Bind("@expires_at", offer.Expires.Milliseconds).Execute();
    }
}
