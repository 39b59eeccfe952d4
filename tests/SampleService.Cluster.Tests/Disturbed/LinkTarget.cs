namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Where a link goes: a node of the first version of a sample.</summary>
internal sealed record LinkTarget(string Sample, string Node);
