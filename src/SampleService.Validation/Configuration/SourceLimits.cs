namespace SampleService.Validation;

/// <summary>How much is read of a configuration, and how long reading it may take.</summary>
internal sealed record SourceLimits(int MaximumBytes, TimeSpan Time)
{
    public static SourceLimits Default { get; } = new(16 * 1024 * 1024, TimeSpan.FromSeconds(30));
}
