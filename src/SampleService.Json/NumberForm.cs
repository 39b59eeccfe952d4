namespace SampleService.Json;

/// <summary>The form in which stored numbers are given out. What is stored does not depend on it.</summary>
public enum NumberForm
{
    /// <summary>As the caller wrote them: <c>12.0</c> stays <c>12.0</c>, <c>1e3</c> stays <c>1e3</c>.</summary>
    AsSent,

    /// <summary>The fewest digits, without a point where there is no fraction: <c>12.0</c> is <c>12</c>, <c>1e3</c> is <c>1000</c>.</summary>
    Shortest,
}
