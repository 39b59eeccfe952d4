namespace SampleService.Server;

/// <summary>Whether grains can be called: in this process always.</summary>
internal sealed class GrainReadiness
{
    public bool IsReady => true;
}
