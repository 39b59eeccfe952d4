namespace SampleService.Storage;

/// <summary>Tells whether the database answers.</summary>
public interface IDatabaseProbe
{
    /// <summary>Asks it for something that is really in it; throws when there is no answer.</summary>
    ValueTask ProbeAsync(CancellationToken cancellation);
}
