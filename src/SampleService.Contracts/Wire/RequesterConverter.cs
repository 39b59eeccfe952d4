using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="Requester"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct RequesterSurrogate([property: Id(0)] UserName? User, [property: Id(1)] bool IsAdministrator);

/// <summary>The two forms of a <see cref="Requester"/>.</summary>
[RegisterConverter]
internal sealed class RequesterConverter : IConverter<Requester, RequesterSurrogate>
{
    public Requester ConvertFromSurrogate(in RequesterSurrogate surrogate) => new(surrogate.User, surrogate.IsAdministrator);

    public RequesterSurrogate ConvertToSurrogate(in Requester value) => new(value.User, value.IsAdministrator);
}
