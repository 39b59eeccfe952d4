namespace SampleService.Actors;

/// <summary>A grain whose key is a <see cref="Guid"/> and a string beside it.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;
