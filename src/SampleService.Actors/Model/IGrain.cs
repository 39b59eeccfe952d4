namespace SampleService.Actors;

/// <summary>Base of all grain interfaces. A grain interface derives from one of the key kinds, not from this alone.</summary>
public interface IGrain : IAddressable;
