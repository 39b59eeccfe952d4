namespace SampleService.Grains.Tests.States;

/// <summary>A grain that keeps a state, as long jobs will.</summary>
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>How far it is, whether that is stored, and on which version.</summary>
    Task<string> Look();

    /// <summary>Goes so many steps and stores it.</summary>
    Task Advance(int steps);

    /// <summary>Forgets it all.</summary>
    Task Forget();
}
