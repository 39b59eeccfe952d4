namespace SampleService.Conformance.Tests;

/// <summary>
/// The cases that are not required yet. A listed case has to fail: when it passes, its test fails until it is taken off
/// the list, so the list can only shrink.
/// </summary>
internal static class NotRequiredYet
{
    /// <summary>Why, by folder and path of the case.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>();
}
