namespace SampleService.Bench;

/// <summary>Figures of the silo form of the service, which this is not.</summary>
internal static class SiloFigures
{
    public static Task RunAsync(FigureOptions options, string defaultHost, FigureTable table) => throw new LoadException(
        "Figures of silos need the silo form of the bench: dotnet run -c Release -p:ActorRuntime=Orleans --project bench/SampleService.Bench -- silos ...");
}
