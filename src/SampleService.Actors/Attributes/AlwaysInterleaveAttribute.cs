namespace SampleService.Actors;

/// <summary>On an interface method: calls may start while any other call of the activation is awaiting.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
