using SampleService.Bench;

/// <summary>What .NET calls in a process that is started with this assembly in <c>DOTNET_STARTUP_HOOKS</c>; name and place are given.</summary>
internal static class StartupHook
{
    public static void Initialize() => AllocationProbe.ListenIfAsked();
}
