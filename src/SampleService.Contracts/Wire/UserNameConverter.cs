using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="UserName"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct UserNameSurrogate([property: Id(0)] string Value);

/// <summary>The two forms of a <see cref="UserName"/>.</summary>
[RegisterConverter]
internal sealed class UserNameConverter : IConverter<UserName, UserNameSurrogate>
{
    public UserName ConvertFromSurrogate(in UserNameSurrogate surrogate) => new(surrogate.Value);

    public UserNameSurrogate ConvertToSurrogate(in UserName value) => new(value.Value);
}
