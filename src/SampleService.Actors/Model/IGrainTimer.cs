namespace SampleService.Actors;

/// <summary>A timer of one activation; disposing it stops it. It ends with its activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets a new due time and period; during a tick it takes effect after that tick.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
