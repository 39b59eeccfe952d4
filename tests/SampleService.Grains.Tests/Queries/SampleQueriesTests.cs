using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Queries for many samples at once answer as the single ones do.</summary>
public sealed class SampleQueriesTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task GetSamples_WithDoublesAndNewest_KeepsTheOrderAsked()
    {
        var first = await _host.NewSample();
        var second = await _host.NewSample();
        await _host.Grains.GetSample(first).Save(Make.Version(Make.Alice));
        var found = await Get(Make.Alice, new(first, null), new(second, null), new(first, new VersionNumber(1)), new(first, null));
        Assert.Equal([new(first, 2), new(second, 1), new(first, 1), new SampleVersionId(first, 2)], found);
    }

    [Fact]
    public async Task GetSamples_CallsNoGrain()
    {
        var id = await _host.NewSample();
        _host.ResetCounts();
        for (var i = 0; i < 3; i++)
            await Get(Make.Alice, new SampleAddress(id, null));
        Assert.Equal(0, _host.GrainCalls);
    }

    [Fact]
    public async Task GetSamples_CallerGone_EndsTheQuery()
    {
        var mine = await _host.NewSample();
        _host.Samples.Queries.Close();
        using var caller = new CancellationTokenSource();
        var query = _host.Queries.GetSamplesAsync(Make.Alice, [new(mine, null)], caller.Token);
        await _host.Samples.Queries.Arrived;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        await _host.Samples.Queries.Cancelled;
    }

    [Fact]
    public async Task GetSamples_UnreadableAndMissing_NamesTheFirst()
    {
        var mine = await _host.NewSample();
        var missing = SampleId.New(TimeProvider.System);
        var refusal = await Make.FailsWith(
            ErrorKind.Unauthorized, () => Get(Make.Bob, new SampleAddress(mine, null), new SampleAddress(missing, null)));
        Assert.Equal($"User bob cannot read sample {mine}", refusal.Detail);
        var absence = await Make.FailsWith(
            ErrorKind.NoSuchSample, () => Get(Make.Bob, new SampleAddress(missing, null), new SampleAddress(mine, null)));
        Assert.Equal(missing.ToString(), absence.Detail);
    }

    [Fact]
    public async Task GetSamples_UnreadableAndNoSuchVersion_LooksAtRightsOfAllFirst()
    {
        var mine = await _host.NewSample();
        var theirs = await _host.NewSample();
        await _host.Grains.GetSample(mine).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await Make.FailsWith(
            ErrorKind.Unauthorized, () => Get(Make.Bob, new SampleAddress(mine, new VersionNumber(9)), new SampleAddress(theirs, null)));
        var absence = await Make.FailsWith(ErrorKind.NoSuchSampleVersion, () => Get(
            Make.Administrator, new SampleAddress(mine, VersionNumber.FromDigits("1180591620717411303424")), new SampleAddress(theirs, null)));
        Assert.Equal($"{mine} ver 1180591620717411303424", absence.Detail);
    }

    private async Task<SampleVersionId[]> Get(Requester requester, params SampleAddress[] samples) =>
        [.. (await _host.Queries.GetSamplesAsync(requester, samples, CancellationToken.None)).Select(Make.IdOf)];
}
