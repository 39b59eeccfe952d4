namespace SampleService.Actors;

/// <summary>Why an activation ends. Names and order are those of Orleans; this host uses only some of them.</summary>
public enum DeactivationReasonCode : byte
{
    None,

    /// <summary>The host is stopping.</summary>
    ShuttingDown,
    ActivationFailed,
    DirectoryFailure,

    /// <summary>The activation was not used for the collection age, or was the least recently used one over a memory bound.</summary>
    ActivationIdle,
    ActivationUnresponsive,
    DuplicateActivation,
    IncompatibleRequest,
    ApplicationError,

    /// <summary>The grain asked for it with <c>DeactivateOnIdle</c>.</summary>
    ApplicationRequested,
    Migrating,
    RuntimeRequested,

    /// <summary>A bound on count or bytes of activations was passed.</summary>
    HighMemoryPressure,
}
