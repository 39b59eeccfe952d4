using SampleService.Domain;

namespace SampleService.Contracts;

/// <summary>What is sent for a <see cref="UserSet"/>.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct UserSetSurrogate([property: Id(0)] UserName[] Users);

/// <summary>The two forms of a <see cref="UserSet"/>.</summary>
[RegisterConverter]
internal sealed class UserSetConverter : IConverter<UserSet, UserSetSurrogate>
{
    public UserSet ConvertFromSurrogate(in UserSetSurrogate surrogate) => UserSet.Of(surrogate.Users);

    public UserSetSurrogate ConvertToSurrogate(in UserSet value) => new([.. value]);
}
