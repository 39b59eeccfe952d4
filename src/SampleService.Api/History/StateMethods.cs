using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Samples as of one moment (docs/api/history.md).</summary>
internal sealed class StateMethods(
    IHistoryQueries queries, Administration administration, WorkspaceAccess workspaces, ReadExemptUsers exempt) : IMethodGroup
{
    private const int MaxSamples = 1000;

    public IEnumerable<RpcMethod> Methods =>
    [
        new(StateDescriptors.GetState, GetState) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask GetState(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var samples = new List<SampleAddress>();
        foreach (var item in parameters.Member(StateDescriptors.Samples.Name).Required.List(1, MaxSamples))
            samples.Add(new SampleAddress(
                item.RequireStructure().Member(Params.Id.Name).Required.SampleId(), Arguments.OptionalVersion(item.Value, Params.OptionalVersion)));
        var at = parameters.Member(HistorySchemas.At.Name).OrNull?.Time();
        var parts = ReadParts(parameters.Member(StateDescriptors.Include.Name).OrNull) ?? StateParts.Sample;
        var showsWithdrawn = parameters.Member(StateDescriptors.Withdrawn.Name).OrNull?.Flag() == true;
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(
            call, argument, AdministratorRight.Read, AdministrationTarget.Of(samples.Select(static asked => asked.Sample)));
        var visible = parts.HasFlag(StateParts.Links) ? await workspaces.FindVisibleAsync(requester, call.Cancellation) : null;
        new StateWriter(exempt.Users).Write(
            result, await queries.GetStateAsync(new StateQuery(requester, samples, at, parts, showsWithdrawn, visible), call.Cancellation));
    }

    /// <summary>What is wanted of samples; null if that is not said.</summary>
    public static StateParts? ReadParts(Parameter? include)
    {
        if (include is not { } given)
            return null;
        var parts = StateParts.None;
        foreach (var item in given.List(0, StateDescriptors.Parts.Length))
            parts |= (StateParts)(1 << item.Choice(StateDescriptors.Parts));
        return parts;
    }
}
