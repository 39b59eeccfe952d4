using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>Calls that a state of the platform refuses.</summary>
[Collection(ClientCollection.Name)]
public sealed class PlatformStateTests(ClientServer server)
{
    public static TheoryData<Way> Each => Ways.All;

    [Theory]
    [MemberData(nameof(Each))]
    public async Task CreateSample_DuringAValidation_IsRefusedWithTheState(Way way)
    {
        await using var operations = Ways.Transport(server.Process, server.Tokens.Admin);
        await operations.CallAsync("PlatformState.set", Ways.Json("""{"state":40,"lease_seconds":3600}"""), Patience.Token());
        try
        {
            await using var alice = server.Alice(way);

            var error = await Assert.ThrowsAsync<PlatformStateException>(() => Story.SaveAsync(alice));

            Assert.Equal((-32007, PlatformState.Validation), (error.Code, error.State));
            Assert.Equal(way == Way.UnixSocket ? null : TimeSpan.FromSeconds(2), error.RetryAfter);
        }
        finally
        {
            await operations.CallAsync("PlatformState.clear", Ways.Json("""{"state":40}"""), Patience.Token());
        }
    }
}
