using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Stores changed offers.</summary>
internal static class OfferChangeWriter
{
    public static IEnumerable<PostgreSqlStatement> Write(OperationState state)
    {
        Guid[] ended = [.. state.Changes.Offers.Where(static pair => pair.Value is null).Select(static pair => pair.Key.Value)];
        if (ended.Length > 0)
            yield return new PostgreSqlStatement(OfferChangeSql.Remove).Bind(ended);
        OwnershipOffer[] made = [.. state.Changes.Offers.Values.OfType<OwnershipOffer>()];
        if (made.Length > 0)
            yield return new PostgreSqlStatement(OfferChangeSql.Set)
                .Bind(Array.ConvertAll(made, static offer => offer.Sample.Value))
                .Bind(Array.ConvertAll(made, static offer => (string?)offer.From.Value))
                .Bind(Array.ConvertAll(made, static offer => (string?)offer.To.Value))
                .Bind(Array.ConvertAll(made, static offer => (string?)offer.KeepName))
                .Bind(Array.ConvertAll(made, static offer => offer.Message))
                .Bind(Array.ConvertAll(made, static offer => offer.Created.Milliseconds))
                .Bind(Array.ConvertAll(made, static offer => offer.Expires.Milliseconds));
    }
}
