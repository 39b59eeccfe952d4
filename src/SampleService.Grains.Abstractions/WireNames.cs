namespace SampleService.Grains.Abstractions;

/// <summary>
/// Names under which the service is known outside a process. They never change: data and processes of an older version rely on them.
/// Those of grains, their methods and what crosses stand beside each as <c>[Alias]</c> and <c>[GrainType]</c>; a test holds them all.
/// </summary>
public static class WireNames
{
    /// <summary>The service, of whichever processes it consists. States of grains are kept under it.</summary>
    public const string ServiceId = "sample-service";

    /// <summary>The state of a session. Scripts and statements of the database have this name too.</summary>
    public const string SessionState = "session";
}
