using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Reads many samples by sets, never one activation an element. The key is 0.</summary>
[Alias("sample-service.sample-query")]
public interface ISampleQueryGrain : IGrainWithIntegerKey
{
    /// <summary>The versions asked for, in the order asked; the first that can't be had fails the call.</summary>
    /// <exception cref="ServiceException">As reading each by itself would.</exception>
    [Alias("get-samples")]
    Task<IReadOnlyList<SampleVersion>> GetSamples(GetSamples query, CancellationToken cancellation);
}
