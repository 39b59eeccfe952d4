using SampleService.Domain;

namespace SampleService.Upstream.Tests;

/// <summary>Asserts what a caller is told.</summary>
internal static class ServiceFault
{
    public static async Task IsAsync<T>(ErrorKind kind, string detail, Func<ValueTask<T>> call)
    {
        var fault = await Assert.ThrowsAsync<ServiceException>(async () => await call());
        Assert.Equal((kind, detail), (fault.Kind, fault.Detail));
    }
}
