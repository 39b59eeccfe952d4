namespace SampleService.Actors;

/// <summary>The arguments of a grain call, for call filters.</summary>
public interface IInvokable
{
    int GetArgumentCount();

    object? GetArgument(int index);
}
