namespace SampleService.Actors.Tests.Grains;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<int> Wait(string name);

    Task<int> Serial();
}
