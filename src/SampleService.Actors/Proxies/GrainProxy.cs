namespace SampleService.Actors.Proxies;

/// <summary>How references to a grain interface are made, and the interface's place in the tables of the hosts.</summary>
internal sealed record GrainProxy(int Index, Func<GrainReference> Create);
