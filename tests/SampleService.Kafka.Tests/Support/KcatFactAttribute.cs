namespace SampleService.Kafka.Tests.Support;

/// <summary>A fact that needs kcat, another client of Kafka: left out where it is not installed, except in continuous integration.</summary>
public sealed class KcatFactAttribute : FactAttribute
{
    private static readonly bool IsMissing = Environment.GetEnvironmentVariable("CI") is null or ""
        && !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kcat")));

    public KcatFactAttribute() => Skip = IsMissing ? "kcat is not installed" : null;
}
