namespace SampleService.Actors.Tests.Grains;

public interface IFailingGrain : IGrainWithStringKey
{
    Task<string> Answer();
}
