using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>How many active links there may be (configuration section <c>Limits</c>).</summary>
public sealed class LinkLimitOptions
{
    /// <summary>Active links of one sample version, over all its nodes.</summary>
    [Range(1, 1_000_000)]
    public int LinksPerSampleVersion { get; set; } = 10_000;

    /// <summary>Active links of one object version, over all its data units.</summary>
    [Range(1, 1_000_000)]
    public int LinksPerObjectVersion { get; set; } = 10_000;
}
