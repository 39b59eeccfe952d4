using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>What vocabularies say of stored samples (docs/vocabularies.md).</summary>
internal sealed class RevalidationMethods(
    VocabularyValidators vocabularies, RevalidationSource source, Administration administration, Pages pages) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(RevalidationDescriptors.RevalidateSamples, RevalidateSamples) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask RevalidateSamples(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var asked = RevalidationArguments.Read(argument);
        var page = await pages.ReadAsync(call, argument, RevalidationDescriptors.MaxLimit);
        _ = new Parameter(argument, "").Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(
            call, argument, AdministratorRight.Read,
            asked.Samples is { } named ? AdministrationTarget.Of(named.Select(static sample => sample.Sample)) : AdministrationTarget.None);
        using var revalidation = new Revalidation(
            asked.Vocabulary is null ? vocabularies.Current : await RequireAsync(asked.Vocabulary, call.Cancellation),
            asked.CompareWith is null ? null : await RequireAsync(asked.CompareWith, call.Cancellation),
            result.Budget);

        var read = await source.OpenAsync(asked, requester, page.After, call.Cancellation);
        var samples = await read(page.Limit);
        var reports = await revalidation.RunAsync(samples.Samples, call.Cancellation);
        // More is found than a page holds: it ends with the last sample that fits.
        while (reports.Count < samples.Samples.Count)
        {
            samples = await read(reports.Count);
            reports = await revalidation.RunAsync(samples.Samples, call.Cancellation);
        }

        RevalidationWriter.Write(result, reports);
        await pages.WriteEndAsync(call, argument, result, samples.Next, requester.IsAdministrator ? samples.Examined : null);
        result.Raw("}"u8);
    }

    private async ValueTask<MetadataValidators> RequireAsync(string vocabulary, CancellationToken cancellation) =>
        (VocabularyId.TryParse(vocabulary, null, out var id) ? await vocabularies.FindAsync(id, cancellation) : null)
            ?? throw new ServiceException(ErrorKind.NoSuchVocabulary, ContractText.Echo(vocabulary));
}
