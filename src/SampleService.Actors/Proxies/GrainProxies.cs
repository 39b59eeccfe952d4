using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SampleService.Actors.Proxies;

/// <summary>For generated code: where module initializers tell which class stands for a grain interface.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GrainProxies
{
    private static readonly ConcurrentDictionary<Type, GrainProxy> Known = new();
    private static int s_count;

    public static void Add<TGrainInterface>(Func<GrainReference> create) =>
        Known.GetOrAdd(typeof(TGrainInterface), _ => new GrainProxy(Interlocked.Increment(ref s_count) - 1, create));

    /// <summary>The proxy of an interface, null when its project has none generated.</summary>
    internal static GrainProxy? Find(Type grainInterface)
    {
        // Naming an interface does not run the initializer of its module; only running code of the module does.
        if (!Known.ContainsKey(grainInterface))
            RuntimeHelpers.RunModuleConstructor(grainInterface.Module.ModuleHandle);
        return Known.GetValueOrDefault(grainInterface);
    }
}
