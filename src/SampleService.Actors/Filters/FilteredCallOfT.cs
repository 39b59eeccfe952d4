using SampleService.Actors.Proxies;
using SampleService.Actors.Runtime;

namespace SampleService.Actors.Filters;

/// <summary>A filtered call of a method with a result.</summary>
internal sealed class FilteredCall<T, TCall>(Activation activation, in TCall call, GrainMethod method) : GrainCallContext(activation, method)
    where TCall : struct, IGrainCall<T>
{
    private readonly TCall _call = call;
    private T? _result;

    public override object? Result
    {
        get => _result;
        set => _result = (T?)value;
    }

    public override int GetArgumentCount() => _call.ArgumentCount;

    public override object? GetArgument(int index) => _call.GetArgument(index);

    internal async Task<T> RunAsync()
    {
        await Invoke();
        return _result!;
    }

    protected override async Task InvokeMethod() => _result = await _call.Invoke(Grain);
}
