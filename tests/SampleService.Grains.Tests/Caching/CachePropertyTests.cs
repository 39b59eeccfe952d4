using FsCheck;
using FsCheck.Fluent;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Whatever was done before, and by whom, reads and queries are answered as the database has it.</summary>
public sealed class CachePropertyTests(GrainFixture processes) : IClassFixture<GrainFixture>, IAsyncLifetime
{
    private static readonly UserName?[] Users = [new("alice"), new("bob"), new("carol"), null];

    private readonly GrainHost _here = processes.Begin();
    private GrainHost _elsewhere = null!;

    public async Task InitializeAsync()
    {
        _elsewhere = await processes.ElsewhereAsync();
        _elsewhere.Ownership.Lose();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Read_AfterAnyWrites_IsAsInTheDatabase() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).ListOf().Resize(60).ToArbitrary(),
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

        switch (Draw(9))
        {
            case 0:
                await WriteAsync(_here, samples, Draw);
                break;
            case 1:
                // Others write only while this process has not the database for itself.
                _here.Ownership.Lose();
                await WriteAsync(_elsewhere, samples, Draw);
                if (Draw(2) == 0)
                    _here.Ownership.Gain();
                break;
            case 2:
                if (_here.Ownership.Epoch is null)
                    _here.Ownership.Gain();
                else
                    _here.Ownership.Lose();
                break;
            case 3 or 4 or 5:
                var reader = new Requester(Users[Draw(4)], Draw(4) == 0);
                var address = DrawAddress(samples, Draw);
                Assert.Equal(await ExpectAsync(reader, [address]), await ReadAsync(Draw(3) == 0 ? _elsewhere : _here, reader, address));
                break;
            default:
                var requester = new Requester(Users[Draw(4)], Draw(4) == 0);
                var asked = Enumerable.Range(0, 1 + Draw(3)).Select(_ => DrawAddress(samples, Draw)).ToList();
                Assert.Equal(await ExpectAsync(requester, asked), await AskAsync(Draw(3) == 0 ? _elsewhere : _here, requester, asked));
                break;
        }
    }

    private static SampleAddress DrawAddress(SampleId[] samples, Func<int, int> draw) => new(
        samples[draw(3) * draw(3) / 2], draw(3) is > 0 and var number ? new VersionNumber(number) : null);

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

    private static async Task<string> ReadAsync(GrainHost host, Requester requester, SampleAddress address)
    {
        try
        {
            var document = await host.Reader.GetDocumentAsync(address.Sample, address.Version, requester, CancellationToken.None);
            return Make.IdOf(new DocumentOrVersion(document, null)).ToString();
        }
        catch (ServiceException e)
        {
            return $"{e.Kind}: {e.Detail}";
        }
    }

    private static async Task<string> AskAsync(GrainHost host, Requester requester, List<SampleAddress> asked)
    {
        try
        {
            var found = await host.Queries.GetSamplesAsync(requester, asked, CancellationToken.None);
            return string.Join(' ', found.Select(Make.IdOf));
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
