using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>How long events are kept (configuration section <c>Events</c>).</summary>
public sealed class EventOptions
{
    /// <summary>Days after which events are removed.</summary>
    [Range(1, 36_500, ErrorMessage = "1 to 36500 are allowed")]
    public int RetentionDays { get; set; } = 30;

    /// <summary>How many events are kept at most; older ones are removed.</summary>
    [Range(1000, 10_000_000_000, ErrorMessage = "1000 to 10000000000 are allowed")]
    public long MaxKept { get; set; } = 10_000_000;
}
