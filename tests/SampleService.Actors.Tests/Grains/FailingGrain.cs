namespace SampleService.Actors.Tests.Grains;

/// <summary>Fails until the board says that it may work; "ctor" keys in the constructor, "leaver" keys leave again and again.</summary>
[GrainType("failing")]
internal sealed class FailingGrain : Grain, IFailingGrain
{
    private readonly Board _board;

    public FailingGrain(Board board)
    {
        _board = board;
        if (this.GetPrimaryKeyString() == "ctor" && !board.Lines.Contains("works"))
            throw new IOException("constructor");
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _board.Write("activating");
        if (this.GetPrimaryKeyString() == "leaver")
            DeactivateOnIdle();
        if (_board.Lines.Contains("works") || this.GetPrimaryKeyString() != "activation")
            return;
        await _board.Gate("activation");
        throw new IOException("activation");
    }

    public Task<string> Answer() => Task.FromResult("answer");
}
