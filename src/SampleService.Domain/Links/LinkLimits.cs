namespace SampleService.Domain;

/// <summary>How many active links there may be; from 1 on.</summary>
/// <param name="PerObjectVersion">Of one object version, over all its data units.</param>
/// <param name="PerSampleVersion">Of one sample version, over all its nodes.</param>
public sealed record LinkLimits(int PerObjectVersion, int PerSampleVersion);
