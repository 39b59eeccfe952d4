using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>Saving and reading samples (docs/api/samples.md).</summary>
internal sealed class SampleMethods(
    GrainCalls grains, ISampleReader reader, ISampleQueries queries, Administration administration, MetadataValidators validators,
    CompatibilityOptions compatibility, TimeProvider clock) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(SampleDescriptors.CreateSample, CreateSample),
        new(SampleDescriptors.GetSample, GetSample),
        new(SampleDescriptors.GetSamples, GetSamples) { Shares = RpcMethod.QueryShares },
    ];

    private async ValueTask CreateSample(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var (tree, content, prior, id) = SampleArguments.Read(argument, Arguments.SavedSampleId, compatibility.Strict);
        var saved = id ?? SampleId.New(clock);
        var target = AdministrationTarget.Of(saved);
        var actor = await (id is null
            ? administration.OwnerAsync(call, argument, AdministratorRight.Full, target)
            : administration.ActorAsync(call, argument, AdministratorRight.Full, target));
        await RequireValidMetadataAsync(tree, call.Cancellation);
        content = content with { Vocabulary = validators.Vocabulary };

        if (id is not null)
            await SaveVersionAsync(call, saved, prior, actor, content, result);
        else
            await SaveNewAsync(call, saved, actor, content, result);
    }

    private async ValueTask RequireValidMetadataAsync(SampleTree tree, CancellationToken cancellation)
    {
        string? refusal = null;
        await validators.ValidateAsync(
            tree.Nodes.Select(node => node.Controlled),
            stopAtFirst: true,
            (index, finding) => refusal = finding.SaveDetail(index),
            cancellation);
        if (refusal is not null)
            throw new ServiceException(ErrorKind.MetadataValidation, refusal);
    }

    private async ValueTask SaveNewAsync(RpcCall call, SampleId id, Actor actor, SampleContent content, JsonOutput result)
    {
        await grains.Creator(call).Create(new CreateSample(actor.User, content, WriteId.New(), id));
        WriteAddress(result, id, 1);
    }

    private async ValueTask SaveVersionAsync(
        RpcCall call, SampleId id, JsonValue prior, Actor actor, SampleContent content, JsonOutput result)
    {
        var priorVersion = SampleArguments.PriorVersion(prior);
        var version = await grains.Sample(call, id).Save(
            new SaveSample(actor.Requester, actor.User, content, priorVersion, WriteId.New()));
        WriteAddress(result, id, version);
    }

    internal static void WriteAddress(JsonOutput result, SampleId id, int version)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(id.Value);
        result.Raw(",\"version\":"u8);
        result.Integer(version);
        result.Raw("}"u8);
    }

    private async ValueTask GetSample(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var id = Arguments.SampleId(argument);
        var asked = Arguments.OptionalVersion(argument);
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id));
        var document = await reader.GetDocumentAsync(id, asked, requester, call.Cancellation, call.Request.CallId);
        result.Splice(document.Utf8);
    }

    private async ValueTask GetSamples(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var samples = SampleDescriptors.Samples.In(argument);
        if (samples.Kind != JsonKind.Array)
            throw ServiceException.Argument(
                "Missing or incorrect \"samples\" field - must provide a list of samples to retrieve.");
        if (samples.IsFalsy)
            throw ServiceException.Argument(
                "Cannot provide empty list of samples - must provide at least one sample to retrieve.");
        var addresses = new List<SampleAddress>();
        foreach (var item in samples.Items)
            addresses.Add(new SampleAddress(Arguments.SampleId(item), Arguments.OptionalVersion(item)));
        var requester = await administration.RequesterAsync(
            call, argument, AdministratorRight.Read, AdministrationTarget.Of(addresses.Select(address => address.Sample)));

        var answers = await queries.GetSamplesAsync(requester, addresses, call.Cancellation);
        result.Raw("["u8);
        for (var i = 0; i < answers.Length; i++)
        {
            if (i > 0)
                result.Raw(","u8);
            if (answers[i].Document is { } document)
                result.Splice(document.Utf8);
            else
                SampleDocument.Write(result, answers[i].Version!);
        }

        result.Raw("]"u8);
    }
}
