namespace SampleService.Actors.Proxies;

/// <summary>The proxy of one interface, looked up once in the life of the process.</summary>
internal static class GrainProxyOf<TGrainInterface>
{
    internal static readonly GrainProxy? Proxy = GrainProxies.Find(typeof(TGrainInterface));
}
