namespace SampleService.Testing.Conformance;

/// <summary>How a case went.</summary>
/// <param name="Passed">How many of its calls were answered as they should be.</param>
/// <param name="Failures">One text for each call that was not.</param>
public sealed record CaseResult(int Passed, IReadOnlyList<string> Failures)
{
    public bool Succeeded => Failures.Count == 0;

    public override string ToString() => string.Join('\n', [$"{Passed} passed, {Failures.Count} failed", .. Failures]);
}
