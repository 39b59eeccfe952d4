using System.Diagnostics;

namespace SampleService.Testing.Servers;

/// <summary>Makes every call of a grain in another process fail with an exception that nothing expects, as a fault of the program would.</summary>
public static class GrainFault
{
    private const string Variable = "SAMPLE_SERVICE_GRAIN_FAULT";

    /// <summary>The environment of the process.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(GrainFault).Assembly.Location,
        [Variable] = "1",
        // Calls of grains have spans where somebody wants to see them.
        ["Tracing__OtlpEndpoint"] = "http://127.0.0.1:1",
    };

    /// <summary>In the process whose grains are to fail: the only inner spans are those begun by the filter that carries it out.</summary>
    internal static void CauseIfWanted()
    {
        if (System.Environment.GetEnvironmentVariable(Variable) is null)
            return;
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "SampleService",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = static span =>
            {
                if (span.Kind == ActivityKind.Internal)
                    throw new InvalidOperationException("This process was told to fail.");
            },
        });
    }
}
