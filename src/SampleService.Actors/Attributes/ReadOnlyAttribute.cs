namespace SampleService.Actors;

/// <summary>On an interface method: calls may start while only other read-only calls are awaiting.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
