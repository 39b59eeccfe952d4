using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>How the process ends (configuration section <c>Shutdown</c>).</summary>
public sealed class ShutdownOptions
{
    /// <summary>
    /// Seconds for which connections are still taken after the process was told to stop, so that whoever chooses between processes finds
    /// out: calls are told that the platform is stopping. 0 for none.
    /// </summary>
    [Range(0, 3600, ErrorMessage = "0 to 3600 are allowed")]
    public int LingerSeconds { get; set; }
}
