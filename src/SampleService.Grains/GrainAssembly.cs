using System.Reflection;

namespace SampleService.Grains;

/// <summary>Names this assembly to the host that runs its grains.</summary>
public static class GrainAssembly
{
    /// <summary>The assembly with the grain classes.</summary>
    public static Assembly Assembly => typeof(GrainAssembly).Assembly;

    /// <summary>Bytes a grain holds beyond its own small size.</summary>
    public static long Weigh(object grain) => grain is IHoldsBytes holder ? holder.Bytes : 0;
}
