namespace SampleService.Actors;

/// <summary>Asks Orleans for a serializer. No effect in this host, which sends nothing.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
