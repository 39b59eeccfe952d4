namespace SampleService.Import.Tests.Report;

/// <summary>How often an operator is told how far an import is.</summary>
public sealed class ImportProgressTests
{
    private readonly List<string> _told = [];
    private readonly Clock _clock = new();

    [Fact]
    public void Tell_ManySteps_TellsOneInTwoSeconds()
    {
        var progress = new ImportProgress(_told.Add, _clock);
        for (var tenth = 0; tenth <= 50; tenth++, _clock.Tenths++)
            progress.Tell(() => $"step {tenth}");

        Assert.Equal(["step 20", "step 40"], _told);
    }

    [Fact]
    public void Say_AnyTime_TellsAndBeginsAnew()
    {
        var progress = new ImportProgress(_told.Add, _clock);
        _clock.Tenths = 19;
        progress.Say("said");
        _clock.Tenths = 38;
        progress.Tell(() => "too soon");

        Assert.Equal(["said"], _told);
    }

    private sealed class Clock : TimeProvider
    {
        public long Tenths { get; set; }

        public override long TimestampFrequency => 10;

        public override long GetTimestamp() => Tenths;
    }
}
