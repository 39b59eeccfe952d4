using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The vocabularies that the deployment ran with (docs/vocabularies.md).</summary>
internal sealed class VocabularyMethods(VocabularyValidators vocabularies, IVocabularies kept) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(VocabularyDescriptors.ListVocabularies, ListVocabularies) { RefusesUnknownMembers = true },
    ];

    private async ValueTask ListVocabularies(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var all = await kept.ListAsync(call.Cancellation);
        result.Raw("{\"vocabularies\":"u8);
        JsonList.Write(result, all, Write);
        result.Raw("}"u8);
    }

    private void Write(JsonOutput result, KeptVocabulary vocabulary)
    {
        result.Raw("{\"vocabulary\":"u8);
        result.Text(vocabulary.Id.Value);
        result.Raw(",\"label\":"u8);
        result.Text(vocabulary.Label);
        result.Raw(",\"first_used\":"u8);
        result.Integer(vocabulary.FirstUsed.Milliseconds);
        result.Raw(vocabulary.Id == vocabularies.Current.Vocabulary ? ",\"current\":true"u8 : ",\"current\":false"u8);
        result.Raw(vocabularies.IsAccepted(vocabulary.Id) ? ",\"accepted\":true"u8 : ",\"accepted\":false"u8);
        result.Raw(",\"keys\":"u8);
        result.Integer(vocabulary.Keys);
        result.Raw(",\"prefixes\":"u8);
        result.Integer(vocabulary.Prefixes);
        result.Raw("}"u8);
    }
}
