using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="ServiceException"/>. Its cause stays in the process that met with it, whose log tells of it.</summary>
/// <param name="Kind">The name of the kind; the numbers of kinds may differ between versions of the service.</param>
/// <param name="Detail">The text of this occurrence.</param>
/// <param name="CallId">The call in which it came about.</param>
[GenerateSerializer, Immutable]
internal readonly record struct ServiceExceptionSurrogate(
    [property: Id(0)] string Kind, [property: Id(1)] string Detail, [property: Id(2)] string? CallId);

/// <summary>The two forms of a <see cref="ServiceException"/>.</summary>
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
