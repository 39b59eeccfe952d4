namespace SampleService.Actors.Runtime;

/// <summary>What an activation does next.</summary>
internal enum NextStep
{
    Rest,
    Activate,
    RunPosted,
    RunRequest,
    Deactivate,
}
