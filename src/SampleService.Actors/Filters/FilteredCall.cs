using SampleService.Actors.Proxies;
using SampleService.Actors.Runtime;

namespace SampleService.Actors.Filters;

/// <summary>A filtered call of a method without a result.</summary>
internal sealed class FilteredCall<TCall>(Activation activation, in TCall call, GrainMethod method) : GrainCallContext(activation, method)
    where TCall : struct, IGrainCall
{
    private readonly TCall _call = call;

    public override object? Result { get; set; }

    public override int GetArgumentCount() => _call.ArgumentCount;

    public override object? GetArgument(int index) => _call.GetArgument(index);

    internal async Task RunAsync() => await Invoke();

    protected override Task InvokeMethod() => _call.Invoke(Grain);
}
