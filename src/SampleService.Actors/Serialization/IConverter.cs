namespace SampleService.Actors;

/// <summary>Stands a value of a type that knows no serializer in for one that does. No effect in this host, which sends nothing.</summary>
/// <typeparam name="TValue">What crosses.</typeparam>
/// <typeparam name="TSurrogate">What is sent for it.</typeparam>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    TSurrogate ConvertToSurrogate(in TValue value);
}
