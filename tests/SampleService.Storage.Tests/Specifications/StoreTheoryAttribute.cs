using Xunit.Sdk;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>A theory of a store, which is left out where the back end of the class is not installed.</summary>
[XunitTestCaseDiscoverer("SampleService.Storage.Tests.Specifications.StoreTheoryDiscoverer", "SampleService.Storage.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;
