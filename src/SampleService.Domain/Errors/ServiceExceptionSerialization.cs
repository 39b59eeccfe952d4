using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;

namespace SampleService.Domain;

/// <summary>
/// How a <see cref="ServiceException"/> goes to another process: kind, detail and call id. Orleans' own form of an exception would add
/// the stack trace and the causes, which stay in the process where they arose and whose log has them.
/// </summary>
public static class ServiceExceptionSerialization
{
    /// <summary>Names the exception in messages; Orleans takes the attribute from types that have a generated serializer only.</summary>
    public static void AddTo(TypeManifestOptions types) =>
        types.WellKnownTypeAliases["sample-service.value.service-exception"] = typeof(ServiceException);
}

/// <summary>What is sent for a <see cref="ServiceException"/>.</summary>
/// <param name="Kind">The name of the kind; the numbers of kinds may differ between versions of the service.</param>
/// <param name="Detail">The text of this occurrence.</param>
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

/// <summary>The exception never changes, so within a process it is passed on as it is.</summary>
[RegisterCopier]
internal sealed class ServiceExceptionCopier : ShallowCopier<ServiceException>;
