namespace SampleService.Actors;

/// <summary>On a grain class: every call may start while others are awaiting.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
