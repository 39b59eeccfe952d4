using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests.Clustering;

/// <summary>What several silos have in common, and what each has for itself.</summary>
public sealed class SeveralSilosTests(SeveralSilosTests.Fixture processes) : IClassFixture<SeveralSilosTests.Fixture>
{
    private const int Silos = 3;

    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task GetDocument_InEachSilo_ReadsTheVersionOnce()
    {
        var id = await _host.NewSample();
        for (var silo = 0; silo < Silos; silo++)
            await Read(silo, id);
        _host.ResetCounts();
        for (var times = 0; times < 3; times++)
            for (var silo = 0; silo < Silos; silo++)
                Assert.Equal(1, await Read(silo, id));
        // Each silo takes the text from the one grain at its second read.
        Assert.Equal((1, Silos), (_host.Samples.Reads.Versions, _host.GrainCalls));
    }

    [Fact]
    public async Task GetDocument_WrittenThroughAnySilo_SeesItInEach()
    {
        var id = await _host.NewSample();
        for (var head = 2; head < 12; head++)
        {
            Assert.Equal(head, await _host.Service<IGrainFactory>(head % Silos).GetSample(id).Save(Make.Version(Make.Alice)));
            for (var silo = 0; silo < Silos; silo++)
                Assert.Equal(head, await Read(silo, id));
        }
    }

    [Fact]
    public async Task Save_AnswerLost_LeavesNoWrongMemoryInAnySilo()
    {
        var id = await _host.NewSample();
        for (var silo = 0; silo < Silos; silo++)
        {
            await Read(silo, id);
            await Read(silo, id);
        }

        var save = Make.Version(Make.Alice, prior: 1);
        _host.Samples.LosesAnswers = true;
        await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(save));
        _host.Samples.LosesAnswers = false;
        for (var silo = 0; silo < Silos; silo++)
        {
            Assert.Equal(2, await Read(silo, id));
            Assert.Equal(2, (await _host.Service<IGrainFactory>(silo).GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
        }

        Assert.Equal(2, await _host.Grains.GetSample(id).Save(save));
    }

    private async Task<int> Read(int silo, SampleId id) => Make.VersionOf(
        await _host.Service<ISampleReader>(silo).GetDocumentAsync(id, null, Make.Alice, CancellationToken.None));

    public sealed class Fixture : GrainFixture
    {
        private protected override GrainHostOptions Options => new() { Silos = Silos, IsOwner = false };
    }
}
