using System.Reflection;

namespace SampleService.Actors;

/// <summary>A grain call as call filters see it.</summary>
public interface IGrainCallContext
{
    IInvokable Request { get; }

    object Grain { get; }

    GrainId TargetId { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <summary>What the method returned, null before it ran and for methods without a result. A filter may replace it.</summary>
    object? Result { get; set; }

    /// <summary>Runs the next filter, or the method.</summary>
    Task Invoke();
}
