namespace SampleService.Grains.Tests.States;

/// <summary>What the host of one process refuses, and silos do not.</summary>
public sealed class KeyRefusalTests
{
    [Fact]
    public async Task Key_that_silos_would_take_for_a_number_is_refused()
    {
        await using var database = await JobDatabase.CreateAsync("SQLite");
        var host = await database.StartAsync();
        var refused = await Assert.ThrowsAsync<OrleansException>(() => host.Job("dad").Look());
        Assert.IsType<ArgumentException>(refused.InnerException);
        Assert.Equal("0", await database.AskAsync("SELECT CAST(count(*) AS text) FROM grain_states"));
    }
}
