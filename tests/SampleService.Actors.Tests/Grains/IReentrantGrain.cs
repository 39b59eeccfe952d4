namespace SampleService.Actors.Tests.Grains;

public interface IReentrantGrain : IGrainWithStringKey
{
    Task<int> CallYourself(int times);
}
