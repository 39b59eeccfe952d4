using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Offers in results.</summary>
internal static class OfferJson
{
    /// <summary>Writes an offer.</summary>
    public static void Write(JsonOutput result, OwnershipOffer offer)
    {
        WriteMembers(result, offer);
        result.Raw("}"u8);
    }

    /// <summary>Writes an offer with the name of what is offered.</summary>
    public static void Write(JsonOutput result, NamedOffer named)
    {
        WriteMembers(result, named.Offer);
        result.Raw(",\"name\":"u8);
        result.Text(named.Name);
        result.Raw("}"u8);
    }

    private static void WriteMembers(JsonOutput result, OwnershipOffer offer)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(offer.Sample.Value);
        result.Raw(",\"from\":"u8);
        result.Text(offer.From.Value);
        result.Raw(",\"to\":"u8);
        result.Text(offer.To.Value);
        result.Raw(",\"keep\":"u8);
        result.Text(offer.KeepName);
        result.Raw(",\"message\":"u8);
        result.Text(offer.Message);
        result.Raw(",\"created\":"u8);
        result.Integer(offer.Created.Milliseconds);
        result.Raw(",\"expires\":"u8);
        result.Integer(offer.Expires.Milliseconds);
    }
}
