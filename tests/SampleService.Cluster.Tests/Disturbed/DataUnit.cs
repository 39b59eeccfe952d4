namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>A part of a workspace object that one link at a time goes from.</summary>
internal sealed record DataUnit(string Upa, string DataId);
