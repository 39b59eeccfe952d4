using SampleService.Testing.Postgres;
using Xunit.Abstractions;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>The tests of this class are left out where PostgreSQL is not installed, except in continuous integration.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute
{
    /// <summary>Why a test is left out; null when it runs.</summary>
    internal static string? SkipReasonOf(ITestMethod test) =>
        PostgresBinaries.SkipReason is { } reason
        && test.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any() ? reason : null;
}
