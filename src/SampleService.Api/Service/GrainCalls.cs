using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Finds the grains for a call, whose id goes along to wherever they are.</summary>
internal sealed class GrainCalls(IGrainFactory grains)
{
    // Finding a grain takes reflection, and every create needs this one. A front end finds it only once it is connected.
    private ISampleCreatorGrain? _creator;

    public ISampleCreatorGrain Creator(RpcCall call) => For(call, _creator ??= grains.GetGrain<ISampleCreatorGrain>(0));

    public ISampleGrain Sample(RpcCall call, SampleId id) => For(call, grains.GetSample(id));

    public ISampleNodeGrain SampleNode(RpcCall call, SampleVersionId version, NodeId node) => For(call, grains.GetSampleNode(version, node));

    public IDataLinkGrain DataLink(RpcCall call, DataUnit unit) => For(call, grains.GetDataLink(unit));

    private static T For<T>(RpcCall call, T grain)
    {
        CallContext.CallId = call.Request.CallId;
        return grain;
    }
}
