namespace SampleService.Actors;

/// <summary>A grain whose key is a string that is neither empty nor white space.</summary>
public interface IGrainWithStringKey : IGrain;
