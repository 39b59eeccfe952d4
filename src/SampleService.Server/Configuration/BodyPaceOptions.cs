using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>How slowly a body may arrive (configuration section <c>Limits</c>).</summary>
public sealed class BodyPaceOptions
{
    /// <summary>
    /// A body that brings less than 4096 bytes a second over so many seconds, at any time, is given up, with its connection.
    /// </summary>
    [Range(1, 3600)]
    public int BodyStallSeconds { get; set; } = 10;

    /// <summary>How long a body without a valid token may take, in seconds.</summary>
    [Range(1, 3600)]
    public int AnonymousBodySeconds { get; set; } = 30;
}
