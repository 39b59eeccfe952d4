using SampleService.Actors.Proxies;

namespace SampleService.Actors.Runtime;

/// <summary>References to the grains of one host.</summary>
internal sealed class GrainFactory : IGrainFactory
{
    /// <summary>By the index of the proxy.</summary>
    private readonly GrainClass?[] _classes;

    internal GrainFactory(IReadOnlyCollection<(GrainProxy Proxy, GrainClass Class)> interfaces)
    {
        _classes = new GrainClass?[interfaces.Count == 0 ? 0 : interfaces.Max(pair => pair.Proxy.Index) + 1];
        foreach (var (proxy, grainClass) in interfaces)
            _classes[proxy.Index] = grainClass;
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey)
        where TGrainInterface : IGrainWithGuidKey => Refer<TGrainInterface>(new GrainKey(primaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey)
        where TGrainInterface : IGrainWithIntegerKey => Refer<TGrainInterface>(new GrainKey(primaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Refer<TGrainInterface>(new GrainKey(primaryKey));
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension)
        where TGrainInterface : IGrainWithGuidCompoundKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return Refer<TGrainInterface>(new GrainKey(primaryKey, keyExtension));
    }

    private TGrainInterface Refer<TGrainInterface>(in GrainKey key)
    {
        var proxy = GrainProxyOf<TGrainInterface>.Proxy;
        if (proxy is null || proxy.Index >= _classes.Length || _classes[proxy.Index] is not { } grainClass)
            throw new ArgumentException($"No registered grain class implements {typeof(TGrainInterface).FullName}.");
        var reference = proxy.Create();
        reference.Bind(grainClass, in key);
        return (TGrainInterface)(object)reference;
    }
}
