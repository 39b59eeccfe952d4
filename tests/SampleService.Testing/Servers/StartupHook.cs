using SampleService.Testing.Servers;

/// <summary>
/// What .NET calls in a process that has this assembly in <c>DOTNET_STARTUP_HOOKS</c>, before the program; name and place
/// are given.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        AllocationProbe.ListenIfWanted();
        CrashTrigger.ListenIfWanted();
        GrainFault.CauseIfWanted();
    }
}
