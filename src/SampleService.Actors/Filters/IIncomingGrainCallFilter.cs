namespace SampleService.Actors;

/// <summary>
/// Sees calls inside the grain's turn, before and after the method. Register it as a service of this type; filters run
/// in the order of registration, then the grain itself if it implements this interface.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Calls <see cref="IGrainCallContext.Invoke"/> to go on; what it throws is what the caller gets.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
