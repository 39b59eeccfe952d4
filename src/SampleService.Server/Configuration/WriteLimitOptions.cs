using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>What is kept of writes (configuration section <c>Limits</c>).</summary>
public sealed class WriteLimitOptions
{
    /// <summary>How many days the answer to a write with a <c>request_id</c> is kept, so that the write can be sent again.</summary>
    [Range(1, 3650)]
    public int RequestIdDays { get; set; } = 7;
}
