using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>What became of operations, in results.</summary>
internal static class ApplyJson
{
    /// <summary>The result of <c>apply</c>.</summary>
    public static ReadOnlyMemory<byte> Write(OperationOutcome outcome)
    {
        using var result = new JsonOutput();
        result.Raw(outcome.IsApplied ? "{\"applied\":true,\"at\":"u8 : "{\"applied\":false,\"at\":"u8);
        result.Integer(outcome.At.Milliseconds);
        result.Raw(",\"results\":"u8);
        JsonList.Write(result, outcome.Answers, (_, answer) => Write(result, answer, outcome.IsApplied));
        result.Raw("}"u8);
        return result.ToArray();
    }

    /// <summary>The result of an operation that is called by itself.</summary>
    public static ReadOnlyMemory<byte> Write(OperationResult given)
    {
        using var result = new JsonOutput();
        WriteGiven(result, given);
        return result.ToArray();
    }

    private static void Write(JsonOutput result, OperationAnswer answer, bool isApplied)
    {
        result.Raw(answer.Error is not null ? "{\"ok\":false,\"result\":"u8 : answer.Result is not null ? "{\"ok\":true,\"result\":"u8 : "{\"ok\":null,\"result\":"u8);
        WriteGiven(result, isApplied ? answer.Result : null);
        result.Raw(",\"error\":"u8);
        ItemErrorJson.Write(result, answer.Error);
        result.Raw("}"u8);
    }

    private static void WriteGiven(JsonOutput result, OperationResult? given)
    {
        switch (given)
        {
            case SavedVersion(var address):
                SampleMethods.WriteAddress(result, address.Sample, address.Version);
                break;
            case MadeLink(var link):
                LinkMethods.WriteMade(result, link);
                break;
            case WithdrawnSample(var sample, var version, var withdrawal):
                TombstoneJson.Write(result, sample, version, withdrawal);
                break;
            case MadeOffer(var offer):
                OfferJson.Write(result, offer);
                break;
            case MadeRelation(var relation):
                RelationJson.Write(result, new VisibleRelation(relation, HidesFrom: false, HidesTo: false));
                break;
            case MadeIdentifier(var identifier):
                IdentifierJson.Write(result, identifier);
                break;
            case MadeGroup(var group):
                GroupJson.Write(result, group);
                break;
            case SavedTemplate(var template):
                TemplateJson.WriteAddress(result, template);
                break;
            default:
                result.Raw("null"u8);
                break;
        }
    }
}
