using System.Reflection;
using SampleService.Actors.Proxies;
using SampleService.Actors.Runtime;

namespace SampleService.Actors.Filters;

/// <summary>A call on its way through the filters, which then ends in the method.</summary>
internal abstract class GrainCallContext(Activation activation, GrainMethod method) : IIncomingGrainCallContext, IInvokable
{
    private int _next;

    public IInvokable Request => this;

    public object Grain { get; } = activation.Instance;

    public GrainId TargetId => activation.Id;

    public string InterfaceName => method.Interface.FullName ?? method.Interface.Name;

    public string MethodName => method.Name;

    public MethodInfo InterfaceMethod => method.Reflected;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = Grain.GetType().GetInterfaceMap(method.Interface);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public abstract object? Result { get; set; }

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public Task Invoke()
    {
        var filters = activation.Class.Filters!;
        var next = _next++;
        if (next < filters.Length)
            return filters[next].Invoke(this);
        return next == filters.Length && Grain is IIncomingGrainCallFilter filter ? filter.Invoke(this) : InvokeMethod();
    }

    protected abstract Task InvokeMethod();
}
