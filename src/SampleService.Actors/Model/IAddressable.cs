namespace SampleService.Actors;

/// <summary>Anything that has a grain's identity: a reference to a grain, or the grain itself.</summary>
public interface IAddressable;
