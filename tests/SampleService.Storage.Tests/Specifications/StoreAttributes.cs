using SampleService.Testing.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>A fact of a store, which is left out where the back end of the class is not installed.</summary>
[XunitTestCaseDiscoverer("SampleService.Storage.Tests.Specifications.StoreFactDiscoverer", "SampleService.Storage.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>A theory of a store, which is left out where the back end of the class is not installed.</summary>
[XunitTestCaseDiscoverer("SampleService.Storage.Tests.Specifications.StoreTheoryDiscoverer", "SampleService.Storage.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>The tests of this class are left out where PostgreSQL is not installed, except in continuous integration.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute
{
    /// <summary>Why a test is left out; null when it runs.</summary>
    internal static string? SkipReasonOf(ITestMethod test) =>
        PostgresBinaries.SkipReason is { } reason
        && test.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any() ? reason : null;
}
