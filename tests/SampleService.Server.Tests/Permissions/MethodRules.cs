using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Permissions;

/// <summary>Every method of the method table and what its caller needs.</summary>
internal static class MethodRules
{
    public static IReadOnlyList<MethodRule> All { get; } = [.. MethodDocument.Methods.Select(method => new MethodRule(method))];
}
