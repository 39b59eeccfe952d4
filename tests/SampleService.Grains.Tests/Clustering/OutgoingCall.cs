using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace SampleService.Grains.Tests.Clustering;

/// <summary>A call on its way out, each attempt of which ends as given: with an exception, or well for null. The last one counts for all further ones.</summary>
internal sealed class OutgoingCall(MethodInfo method, Action beforeAttempt, params Exception?[] ends) : IOutgoingGrainCallContext
{
    public int Attempts { get; private set; }

    public MethodInfo InterfaceMethod => method;

    public string InterfaceName => method.DeclaringType!.Name;

    public string MethodName => method.Name;

    public IInvokable Request => throw new NotSupportedException();

    public object Grain => throw new NotSupportedException();

    public GrainId? SourceId => null;

    public GrainId TargetId => default;

    public GrainInterfaceType InterfaceType => default;

    public IGrainContext? SourceContext => null;

    public object? Result { get; set; }

    public Response? Response { get; set; }

    public Task Invoke()
    {
        beforeAttempt();
        var end = ends[Math.Min(Attempts++, ends.Length - 1)];
        return end is null ? Task.CompletedTask : Task.FromException(end);
    }
}
