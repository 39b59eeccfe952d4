using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Access to what is known of samples though they may be withdrawn: their history, events and ended links.</summary>
internal sealed class PastAccess(GrainCalls grains, ISampleQueries samples)
{
    /// <summary>Requires that the sample exists, withdrawn or not, and that the requester has the level by its ACLs.</summary>
    /// <returns>What is granted; null if the sample is withdrawn.</returns>
    /// <exception cref="ServiceException">One of both is not so.</exception>
    public async ValueTask<SampleGrant?> RequireAsync(RpcCall call, SampleId id, Requester requester, AccessLevel level)
    {
        try
        {
            return await grains.Sample(call, id).Authorize(requester, level);
        }
        catch (ServiceException missing) when (missing.Kind == ErrorKind.NoSuchSample)
        {
            // For the grain of a sample, what is withdrawn does not exist.
            if (await samples.FindWithdrawnAsync(requester, id, level, call.Cancellation) is null)
                throw;
            return null;
        }
    }
}
