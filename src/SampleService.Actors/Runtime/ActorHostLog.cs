using Microsoft.Extensions.Logging;

namespace SampleService.Actors.Runtime;

/// <summary>What the grain host logs. Types of grains are named; keys and arguments never are.</summary>
internal static partial class ActorHostLog
{
    [LoggerMessage(1401, LogLevel.Error, "OnDeactivateAsync of a grain {GrainType} failed; the activation is gone all the same")]
    internal static partial void DeactivationFailed(this ILogger logger, Exception exception, string grainType);

    [LoggerMessage(1402, LogLevel.Error, "Disposing a grain {GrainType} failed")]
    internal static partial void DisposalFailed(this ILogger logger, Exception exception, string grainType);

    [LoggerMessage(1403, LogLevel.Error, "A timer of a grain {GrainType} failed; it goes on")]
    internal static partial void TimerFailed(this ILogger logger, Exception exception, string grainType);

    [LoggerMessage(1404, LogLevel.Error, "Work of a grain {GrainType} for which nobody waits failed")]
    internal static partial void StrayException(this ILogger logger, Exception exception, string grainType);

    [LoggerMessage(1405, LogLevel.Error, "Weighing a grain {GrainType} failed; its former weight stands")]
    internal static partial void WeighingFailed(this ILogger logger, Exception exception, string grainType);

    [LoggerMessage(1406, LogLevel.Warning, "The grain host stops with {Queued} calls waiting and {Awaiting} under way; their callers get an error")]
    internal static partial void DrainTimedOut(this ILogger logger, int queued, int awaiting);

    [LoggerMessage(1407, LogLevel.Warning, "The grain host stops and leaves {Activations} activations behind that did not end in time")]
    internal static partial void ActivationsLeft(this ILogger logger, int activations);

    [LoggerMessage(1408, LogLevel.Information, "{Collected} activations were collected, {Activations} remain")]
    internal static partial void Collected(this ILogger logger, int collected, int activations);

    [LoggerMessage(1409, LogLevel.Error, "{Operation} of the state {StateName} of a grain {GrainType} failed")]
    internal static partial void StorageFailed(
        this ILogger logger, Exception exception, string operation, string stateName, string grainType);
}
