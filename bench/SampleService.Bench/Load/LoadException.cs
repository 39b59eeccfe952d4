namespace SampleService.Bench;

/// <summary>Something else happened than what was to be measured, so that there is no figure.</summary>
internal sealed class LoadException(string message) : Exception(message);
