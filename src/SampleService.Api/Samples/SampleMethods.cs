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
        var sample = SampleDescriptors.Sample.In(argument);
        if (sample.Kind != JsonKind.Object)
            throw ServiceException.Illegal("params must contain sample key that maps to a structure");
        var tree = ReadTree(sample);
        var id = ReadId(SampleSchemas.Id.In(sample));
        var prior = SampleDescriptors.PriorVersion.In(argument);
        if (!prior.IsNullOrAbsent && !prior.IsInteger)
            throw ServiceException.Illegal("prior_version must be an integer if supplied");
        // The caller meant to change a sample, and would get another one beside it.
        if (compatibility.Strict && id is null && !prior.IsNullOrAbsent)
            throw ServiceException.Illegal("prior_version needs sample.id, the sample that gets a new version");
        var content = tree.ToContent(SampleSchemas.Name.In(sample).AsString());
        var saved = id ?? SampleId.New(clock);
        var target = AdministrationTarget.Of(saved);
        var actor = await (id is null
            ? administration.OwnerAsync(call, argument, AdministratorRight.Full, target)
            : administration.ActorAsync(call, argument, AdministratorRight.Full, target));
        await RequireValidMetadataAsync(tree, call.Cancellation);

        if (id is not null)
            await SaveVersionAsync(call, saved, prior, actor, content, result);
        else
            await SaveNewAsync(call, saved, actor, content, result);
    }

    private static SampleTree ReadTree(JsonValue sample)
    {
        var nodes = SampleSchemas.NodeTree.In(sample);
        if (nodes.Kind != JsonKind.Array)
            throw ServiceException.Illegal("sample node tree must be present and a list");
        if (SampleSchemas.Name.In(sample).Kind is not (JsonKind.Absent or JsonKind.Null or JsonKind.String))
            throw ServiceException.Illegal("sample name must be omitted or a string");
        return SampleTree.Read(nodes);
    }

    private static SampleId? ReadId(JsonValue id)
    {
        if (id.IsFalsy)
            return null;
        return new SampleId(Arguments.ParseUuid(id)
            ?? throw ServiceException.Illegal($"sample.id {PythonText.Echo(id)} must be a UUID string"));
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
        VersionNumber? priorVersion = null;
        if (!prior.IsNullOrAbsent)
            priorVersion = Arguments.ParsePositive(prior) ?? throw ServiceException.Illegal("Prior version must be > 0");
        var version = await grains.Sample(call, id).Save(
            new SaveSample(actor.Requester, actor.User, content, priorVersion, WriteId.New()));
        WriteAddress(result, id, version);
    }

    private static void WriteAddress(JsonOutput result, SampleId id, int version)
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
