namespace SampleService.Actors.Tests.Grains;

public interface IStressGrain : IGrainWithIntegerKey
{
    Task<long> Add(bool pause, bool leave);

    [AlwaysInterleave]
    Task<long> AddInterleaving(bool pause, bool leave);
}
