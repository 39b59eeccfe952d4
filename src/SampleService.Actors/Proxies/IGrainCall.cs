using System.ComponentModel;

namespace SampleService.Actors.Proxies;

/// <summary>For generated code: a call of a method that returns <see cref="Task"/>, as a struct of its arguments.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGrainCall : IGrainCallArguments
{
    Task Invoke(object grain);
}
