namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>A write whose caller was not told what became of it, and how to find out once all is over.</summary>
internal sealed record UnknownWrite(string Kind, Func<Task<bool>> HasHappenedAsync);
