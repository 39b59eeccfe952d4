using Orleans.Serialization.Configuration;

namespace SampleService.Contracts;

public static partial class WireValues
{
    /// <summary>Tells the serializer the names, so that those of classes are never sent.</summary>
    public static void AddTo(TypeManifestOptions types)
    {
        foreach (var (name, type) in ByName)
            types.WellKnownTypeAliases[name] = type;
    }
}
