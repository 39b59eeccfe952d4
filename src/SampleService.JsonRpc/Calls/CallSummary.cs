using System.Globalization;

namespace SampleService.JsonRpc;

/// <summary>
/// The one line that the log has of each call. It holds no token, no parameter and no text of an error, which may hold
/// metadata.
/// </summary>
/// <param name="Method">The method; null if there is none of the name that was called.</param>
/// <param name="User">Who called; null for anonymous callers and where it was not found out.</param>
/// <param name="Address">The caller's address; callers can forge it.</param>
/// <param name="Milliseconds">From its arrival until the answer was ready to be sent.</param>
/// <param name="Outcome">How it ended (<see cref="Telemetry.OutcomeCodes"/>).</param>
/// <param name="CallId">The id that the caller was told.</param>
public readonly record struct CallEnded(
    string? Method, string? User, string Address, double Milliseconds, int Outcome, string CallId)
{
    /// <summary>The line as text.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Method ?? "-"} user={User ?? "-"} from={Address} ms={Milliseconds:0.0} outcome={Outcome} call={CallId}");
}
