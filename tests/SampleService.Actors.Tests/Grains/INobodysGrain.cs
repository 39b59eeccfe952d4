namespace SampleService.Actors.Tests.Grains;

/// <summary>No class implements it.</summary>
public interface INobodysGrain : IGrainWithStringKey
{
    Task Nothing();
}
