namespace SampleService.Actors;

/// <summary>Tells Orleans of an <see cref="IConverter{TValue, TSurrogate}"/>. No effect in this host.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RegisterConverterAttribute : Attribute;
