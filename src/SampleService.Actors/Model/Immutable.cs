namespace SampleService.Actors;

/// <summary>Says that a value never changes after it was passed, so that it need not be copied. This host copies nothing.</summary>
[GenerateSerializer, Immutable]
public readonly struct Immutable<T>
{
    [Id(0)]
    public readonly T Value;

    public Immutable(T value) => Value = value;
}
