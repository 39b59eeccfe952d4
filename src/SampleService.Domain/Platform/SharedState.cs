namespace SampleService.Domain;

/// <summary>
/// A state of the whole deployment that an operator has set, such as a backup (docs/platform-states.md). It is kept in the database,
/// and every process heeds it.
/// </summary>
/// <param name="Number">Identity and priority at once (<see cref="SharedStates"/>).</param>
/// <param name="Owner">Who set it.</param>
/// <param name="Process">The process that was asked.</param>
/// <param name="Since">When it was set.</param>
/// <param name="LeaseEnd">When it ends, unless its owner renews it.</param>
/// <param name="Quiesces">Whether a backup refuses writes.</param>
/// <param name="Reason">Why it was set, for people; may be empty.</param>
public sealed record SharedState(
    int Number, string Owner, string Process, Timestamp Since, Timestamp LeaseEnd, bool Quiesces, string Reason)
{
    /// <summary>Whether it refuses calls that change something.</summary>
    public bool RefusesWrites => Number != SharedStates.Backup || Quiesces;

    /// <summary>Whether it refuses calls that only read. A state of a newer version is not known, so it refuses them.</summary>
    public bool RefusesReads => Number is not (SharedStates.Backup or SharedStates.Validation);

    /// <summary>
    /// Whether it is in force. What a killed restore leaves is half a database, so a restore is, until it is cleared, whatever its lease.
    /// </summary>
    public bool IsActiveAt(Timestamp now) => LeaseEnd.CompareTo(now) > 0 || Number == SharedStates.Restore;
}

/// <summary>The states that can be set for the whole deployment.</summary>
public static class SharedStates
{
    /// <summary>A backup is being made.</summary>
    public const int Backup = 5;

    /// <summary>The software is being updated.</summary>
    public const int SoftwareUpdate = 10;

    /// <summary>A restore is being done.</summary>
    public const int Restore = 20;

    /// <summary>The platform is initializing.</summary>
    public const int Initialization = 30;

    /// <summary>A validation is being done.</summary>
    public const int Validation = 40;

    /// <summary>What is told when none is set.</summary>
    private const int Active = 100;

    /// <summary>Whether the number is one of these.</summary>
    public static bool IsKnown(long number) => number is Backup or SoftwareUpdate or Restore or Initialization or Validation;

    /// <summary>
    /// The one of several active states that callers are told of: the largest below 100, and only where there is none such an unknown
    /// one from there on. Null for none.
    /// </summary>
    public static int? Shown(IEnumerable<int> active)
    {
        int? shown = null;
        foreach (var number in active)
            if (shown is not { } other || Rank(number).CompareTo(Rank(other)) > 0)
                shown = number;
        return shown;

        static (bool, int) Rank(int number) => (number < Active, number);
    }
}

/// <summary>The states in force at a moment.</summary>
/// <param name="Now">The moment, by the clock of the database.</param>
/// <param name="Active">The states, by number.</param>
public sealed record SharedStateList(Timestamp Now, IReadOnlyList<SharedState> Active);

/// <summary>A state that is to be put in force.</summary>
/// <param name="Number">One of <see cref="SharedStates"/>.</param>
/// <param name="Owner">Who sets it.</param>
/// <param name="Process">The process that was asked.</param>
/// <param name="Lease">How long it holds unless it is renewed.</param>
/// <param name="Quiesces">Whether a backup refuses writes.</param>
/// <param name="Reason">Why, for people; may be empty.</param>
public sealed record NewSharedState(int Number, string Owner, string Process, TimeSpan Lease, bool Quiesces, string Reason);

/// <summary>A process that serves the deployment.</summary>
/// <param name="Process">Names it: machine and number.</param>
/// <param name="Addresses">Where it listens, separated by blanks.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Started">When it started.</param>
/// <param name="State">The number of the state of the platform as it knows it.</param>
public sealed record ServingProcess(string Process, string Addresses, string Version, Timestamp Started, int State);
