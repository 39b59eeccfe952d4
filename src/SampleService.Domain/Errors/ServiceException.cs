using System.Globalization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;

namespace SampleService.Domain;

/// <summary>A failure that is reported to the caller.</summary>
/// <param name="kind">The kind of failure.</param>
/// <param name="detail">The text for the caller. It never contains messages of libraries.</param>
/// <param name="cause">The cause, which goes to the log and never to the caller.</param>
public sealed class ServiceException(ErrorKind kind, string detail, Exception? cause = null)
    : Exception(ErrorCatalogue.Message(kind, detail), cause)
{
    public ErrorKind Kind { get; } = kind;

    /// <summary>The text for the caller, without code and type.</summary>
    public string Detail { get; } = detail;

    /// <summary>The call in which it arose, if that was in another process; else null.</summary>
    public string? CallId { get; init; }

    /// <summary>A required parameter is absent or blank.</summary>
    public static ServiceException Missing(string name) => new(ErrorKind.MissingParameter, name);

    /// <summary>A parameter is invalid.</summary>
    public static ServiceException Illegal(string detail) => new(ErrorKind.IllegalParameter, detail);

    /// <summary>The argument as a whole is of the wrong form (no code).</summary>
    public static ServiceException Argument(string detail) => new(ErrorKind.IllegalArgument, detail);

    /// <summary>The process starts, and what the call needs is not there yet.</summary>
    public static ServiceException Starting() => new(ErrorKind.Starting, "The process starts");

    /// <summary>A state of the platform refuses the call.</summary>
    public static ServiceException RefusedByState(int state) =>
        new(ErrorKind.RefusedByState, state.ToString(CultureInfo.InvariantCulture));

    public static ServiceException Unauthorized(string detail) => new(ErrorKind.Unauthorized, detail);

    public static ServiceException NoSuchSample(SampleId id) => new(ErrorKind.NoSuchSample, id.ToString());

    public static ServiceException NoSuchVersion(SampleId id, VersionNumber version) =>
        new(ErrorKind.NoSuchSampleVersion, $"{id} ver {version}");

    /// <summary>The sample is withdrawn, or the version if one is given.</summary>
    public static ServiceException Withdrawn(SampleId id, int? version, Withdrawal withdrawal) => new(
        ErrorKind.SampleWithdrawn,
        $"{id}{(version is { } number ? $" ver {number}" : "")} was withdrawn by {withdrawal.By} at {withdrawal.At}: {withdrawal.Reason}");

    public static ServiceException NoSuchNode(SampleId id, VersionNumber version, NodeId node) =>
        new(ErrorKind.NoSuchSampleNode, $"{id} ver {version} {node}");
}

/// <summary>
/// Serializes a <see cref="ServiceException"/> as kind, detail and call id. Orleans would add stack trace and causes, which
/// stay in the process where they arose: they are in its log.
/// </summary>
public static class ServiceExceptionSerialization
{
    /// <summary>Gives the exception its alias on the wire. Orleans reads the attribute only from types with a generated serializer.</summary>
    public static void AddTo(TypeManifestOptions types) =>
        types.WellKnownTypeAliases["sample-service.value.service-exception"] = typeof(ServiceException);
}

/// <summary>The serialized form of a <see cref="ServiceException"/>.</summary>
/// <param name="Kind">The name of the kind, since numbers of kinds may differ between versions of the service.</param>
/// <param name="Detail">The text for the caller.</param>
/// <param name="CallId">The call in which it arose.</param>
[GenerateSerializer, Immutable]
internal readonly record struct ServiceExceptionSurrogate(
    [property: Id(0)] string Kind, [property: Id(1)] string Detail, [property: Id(2)] string? CallId);

[RegisterConverter]
internal sealed class ServiceExceptionConverter : IConverter<ServiceException, ServiceExceptionSurrogate>
{
    public ServiceException ConvertFromSurrogate(in ServiceExceptionSurrogate surrogate) => new(
        Enum.TryParse<ErrorKind>(surrogate.Kind, out var kind) ? kind : ErrorKind.Unexpected, surrogate.Detail)
    {
        CallId = surrogate.CallId,
    };

    public ServiceExceptionSurrogate ConvertToSurrogate(in ServiceException value) =>
        new(value.Kind.ToString(), value.Detail, value.CallId);
}

/// <summary>The exception is immutable, so it is not copied within a process.</summary>
[RegisterCopier]
internal sealed class ServiceExceptionCopier : ShallowCopier<ServiceException>;
