namespace SampleService.JsonRpc;

/// <summary>What a deployment tells of itself beside its methods.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Limits">The limits in force, by setting.</param>
/// <param name="Features">The parts that are there beyond the methods every deployment has.</param>
public sealed record ServiceInfo(
    string Title, string Version, IReadOnlyDictionary<string, long> Limits, IReadOnlyList<string> Features);
