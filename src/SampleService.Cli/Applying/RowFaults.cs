namespace SampleService.Cli;

/// <summary>What is wrong with the rows of a file, each fault with its row and, where it is of one, its column.</summary>
internal sealed class RowFaults
{
    private const int MaxShown = 20;

    private readonly List<string> _faults = [];

    /// <summary>Nobody reads more of them.</summary>
    public bool AreEnough => _faults.Count > MaxShown;

    public int Count => _faults.Count;

    public void Add(int row, string reason) => _faults.Add($"row {row}: {reason}");

    public void Add(int row, string column, string reason) => _faults.Add($"row {row}, column {column}: {reason}");

    /// <summary>Tells them, and ends the command; goes on where there are none.</summary>
    /// <exception cref="FailureException">There are some.</exception>
    public void Require(Presenter presenter)
    {
        if (_faults.Count == 0)
            return;
        foreach (var fault in _faults.Take(MaxShown))
            presenter.Say(fault);
        throw new FailureException(ExitCodes.Error, AreEnough ? $"There is more wrong than these {MaxShown}. Nothing was sent." : "Nothing was sent.");
    }
}
