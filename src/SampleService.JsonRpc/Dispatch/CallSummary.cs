using System.Globalization;

namespace SampleService.JsonRpc;

/// <summary>
/// The one line that the log has of each call. It holds no token, no parameter and no text of an error of a method, since these may
/// hold metadata.
/// </summary>
/// <param name="Method">The method, or the name that was called, if none has it; null if there was none.</param>
/// <param name="User">The caller; null if anonymous or not authenticated.</param>
/// <param name="Address">The caller's address; callers can forge it.</param>
/// <param name="Milliseconds">From its arrival until the answer was ready to be sent.</param>
/// <param name="Outcome">How it ended (<see cref="OutcomeCodes"/>).</param>
/// <param name="CallId">The id that the caller was told.</param>
public readonly record struct CallSummary(
    string? Method, string? User, string Address, double Milliseconds, int Outcome, string CallId)
{
    /// <summary>What is wrong with the envelope of the request; null for nothing.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>The line as text.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Method ?? "-"} user={User ?? "-"} from={Address} ms={Milliseconds:0.0} outcome={Outcome}{Why} call={CallId}");

    private string Why => Diagnosis is null ? "" : $" why=\"{Diagnosis}\"";
}

/// <summary>Takes the summary of each call.</summary>
public interface ICallLog
{
    /// <summary>Called exactly once for each call, however it ended.</summary>
    void Write(in CallSummary call);
}
