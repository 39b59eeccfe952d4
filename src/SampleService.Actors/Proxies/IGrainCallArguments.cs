using System.ComponentModel;

namespace SampleService.Actors.Proxies;

/// <summary>For generated code: the arguments of a call, boxed on demand for call filters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGrainCallArguments
{
    int ArgumentCount { get; }

    object? GetArgument(int index);
}
