using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests.Clustering;

/// <summary>Failures reach the caller's process with kind, text and the id of the call, and with nothing else.</summary>
public sealed class ErrorTests(SeveralSilosTests.Fixture processes) : IClassFixture<SeveralSilosTests.Fixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task Call_GrainFails_HasKindTextAndCallId()
    {
        CallContext.CallId = "call-1";
        var missing = SampleId.New(TimeProvider.System);
        var failure = await Make.FailsWith(
            ErrorKind.NoSuchSample, () => _host.Grains.GetSample(missing).Authorize(Make.Alice, AccessLevel.Read));
        Assert.Equal(missing.ToString(), failure.Detail);
        Assert.Equal("call-1", failure.CallId);
    }

    [Fact]
    public async Task Call_GrainCalledByAGrainFails_ComesThroughBoth()
    {
        CallContext.CallId = "call-2";
        var id = await _host.NewSample();
        // The two grains are on silos of their own now and then.
        for (var i = 0; i < 10; i++)
        {
            var unit = Make.NewUnit();
            var failure = await Make.FailsWith(
                ErrorKind.Unauthorized, () => _host.Grains.GetDataLink(unit).Create(Make.Link(Make.Bob, id, unit)));
            Assert.Equal($"User bob cannot administrate sample {id}", failure.Detail);
            Assert.Equal("call-2", failure.CallId);
        }
    }

    [Fact]
    public async Task Call_FailureHasACause_KeepsItFromTheCaller()
    {
        var id = await _host.NewSample();
        _host.Samples.WriteFault = new ServiceException(ErrorKind.StorageFailure, "the database failed", new IOException("secret"));
        var failure = await Make.FailsWith(ErrorKind.StorageFailure, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        Assert.Null(failure.InnerException);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ExceptionOfALibrary_IsUnexpectedWithoutItsText()
    {
        CallContext.CallId = "call-3";
        var id = await _host.NewSample();
        _host.Samples.WriteFault = new InvalidOperationException("secret");
        var failure = await Make.FailsWith(ErrorKind.Unexpected, () => _host.Grains.GetSample(id).Save(Make.Version(Make.Alice)));
        Assert.Equal("call-3", failure.CallId);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }
}
