namespace SampleService.Server.Tests.Hostile;

/// <summary>Makes the requests of a run, of every concern.</summary>
internal static class HostileRequests
{
    public static HostileRequest Make(int seed, HostileWorld world)
    {
        var draw = new Draw(seed);
        return draw.Below(100) switch
        {
            < 30 => EnvelopeRequests.Make(draw, world),
            < 70 => ArgumentRequests.Make(draw, world),
            < 82 => BrokenTextRequests.Make(draw, world),
            < 87 => SizeRequests.Make(draw, world),
            _ => FramingRequests.Make(draw, world),
        };
    }
}
