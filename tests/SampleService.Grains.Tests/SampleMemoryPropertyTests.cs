using FsCheck;
using FsCheck.Fluent;
using SampleService.Grains.Abstractions;
using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>Whatever was done before, and by whom, a question for samples is answered as the database has it.</summary>
public sealed class SampleMemoryPropertyTests : IAsyncLifetime
{
    private static readonly UserName?[] Users = [new("alice"), new("bob"), new("carol"), null];

    private readonly GrainHost _here = GrainHost.Start(period: 1);
    private readonly GrainHost _elsewhere;
    private long _period = 1;

    public SampleMemoryPropertyTests()
    {
        _elsewhere = _here.Another();
        _elsewhere.Ownership.Epoch = null;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _elsewhere.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public void Any_sequence_of_writes_and_questions() =>
        Prop.ForAll(
            Gen.Choose(0, 1_000_000).ListOf().Resize(60).ToArbitrary(),
            steps =>
            {
                RunAsync([.. steps]).GetAwaiter().GetResult();
                return true;
            }).QuickCheckThrowOnFailure();

    private async Task RunAsync(int[] steps)
    {
        SampleId[] samples = [await _here.NewSample(), await _here.NewSample(), SampleId.New(TimeProvider.System)];
        foreach (var step in steps)
            await StepAsync(samples, step);
    }

    private async Task StepAsync(SampleId[] samples, int step)
    {
        int Draw(int count)
        {
            var drawn = step % count;
            step /= count;
            return drawn;
        }

        switch (Draw(8))
        {
            case 0:
                await WriteAsync(_here, samples, Draw);
                break;
            case 1:
                // Others write only while this process has not the database for itself.
                _here.Ownership.Epoch = null;
                await WriteAsync(_elsewhere, samples, Draw);
                if (Draw(2) == 0)
                    _here.Ownership.Epoch = ++_period;
                break;
            case 2:
                _here.Ownership.Epoch = _here.Ownership.Epoch is null ? ++_period : null;
                break;
            default:
                var requester = new Requester(Users[Draw(4)], Draw(4) == 0);
                var asked = Enumerable.Range(0, 1 + Draw(3)).Select(_ => new SampleAddress(
                    samples[Draw(3) * Draw(3) / 2], Draw(3) is > 0 and var number ? new VersionNumber(number) : null)).ToList();
                Assert.Equal(await ExpectAsync(requester, asked), await AskAsync(requester, asked));
                break;
        }
    }

    private static Task WriteAsync(GrainHost host, SampleId[] samples, Func<int, int> draw)
    {
        var sample = host.Grains.GetSample(samples[draw(2)]);
        string[] user = [Users[1 + draw(2)]!.Value.Value];
        return draw(4) switch
        {
            0 => sample.Save(Make.Version(Make.Alice)),
            1 => sample.ChangeAcls(Make.Acls(Make.Alice, read: user)),
            2 => sample.ChangeAcls(Make.Acls(Make.Alice, remove: user)),
            _ => sample.ChangeAcls(Make.Acls(Make.Alice, publicRead: draw(2) == 0)),
        };
    }

    private async Task<string> AskAsync(Requester requester, List<SampleAddress> asked)
    {
        try
        {
            var found = await _here.Grains.GetGrain<ISampleQueryGrain>(0).GetSamples(
                new GetSamples(requester, asked), CancellationToken.None);
            return string.Join(' ', found.Select(version => version.Id));
        }
        catch (ServiceException e)
        {
            return $"{e.Kind}: {e.Detail}";
        }
    }

    /// <summary>The rules of the contract on what the database has.</summary>
    private async Task<string> ExpectAsync(Requester requester, List<SampleAddress> asked)
    {
        var headers = new List<SampleHeader?>();
        foreach (var address in asked)
            headers.Add(await _here.Samples.FindAsync(address.Sample, CancellationToken.None));
        if (!requester.IsAdministrator)
            foreach (var (address, header) in asked.Zip(headers))
            {
                if (header is null)
                    return $"{ErrorKind.NoSuchSample}: {address.Sample}";
                if (header.Acls.LevelOf(requester.User) < AccessLevel.Read)
                    return $"{ErrorKind.Unauthorized}: {requester.Title} cannot read sample {address.Sample}";
            }

        var found = new List<SampleVersionId>();
        foreach (var (address, header) in asked.Zip(headers))
        {
            if (header is null)
                return $"{ErrorKind.NoSuchSample}: {address.Sample}";
            var number = address.Version?.Value ?? header.Head;
            if (number > header.Head)
                return $"{ErrorKind.NoSuchSampleVersion}: {address.Sample} ver {number}";
            found.Add(new SampleVersionId(address.Sample, number));
        }

        return string.Join(' ', found);
    }
}
