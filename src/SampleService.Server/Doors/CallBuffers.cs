using Microsoft.Extensions.ObjectPool;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>What a request needs for its time, used again by another request.</summary>
internal sealed class CallBuffers
{
    public CallBuffers(
        Admission admission, RequestLimits limits, BodyPaceOptions pace, ICallerTokens tokens, ConnectionDrain drain, TimeProvider clock)
    {
        Allowance = new Allowance(admission);
        Body = new RequestBody(Allowance, limits, pace, tokens, drain, clock);
        Output = new JsonOutput(Allowance);
    }

    public Allowance Allowance { get; }

    public RequestBody Body { get; }

    public JsonOutput Output { get; }
}

/// <summary>Keeps some of them.</summary>
internal sealed class CallBuffersPool
{
    private const int MaxKept = 64;

    private readonly ObjectPool<CallBuffers> _pool;

    public CallBuffersPool(
        Admission admission, RequestLimits limits, BodyPaceOptions pace, ICallerTokens tokens, ConnectionDrain drain, TimeProvider clock) =>
        _pool = new DefaultObjectPoolProvider { MaximumRetained = MaxKept }.Create(
            new Policy(() => new CallBuffers(admission, limits, pace, tokens, drain, clock)));

    public CallBuffers Get() => _pool.Get();

    public void Return(CallBuffers buffers) => _pool.Return(buffers);

    private sealed class Policy(Func<CallBuffers> create) : PooledObjectPolicy<CallBuffers>
    {
        public override CallBuffers Create() => create();

        public override bool Return(CallBuffers obj) => true;
    }
}
