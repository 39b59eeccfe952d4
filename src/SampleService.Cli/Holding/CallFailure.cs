namespace SampleService.Cli;

/// <summary>Why a call came to nothing.</summary>
/// <param name="Message">What the user is told.</param>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Error">What the server answered; null when there was no answer.</param>
internal sealed record CallFailure(string Message, int ExitCode, RpcError? Error = null)
{
    private const int IllegalParameter = 30001;
    private const int Unauthorized = 20000;

    /// <summary>Whether the server has said that it will not do this, however often it is asked: the state is not set, or the caller may not.</summary>
    public bool IsFinal => ExitCode == ExitCodes.NotImplemented
        || Error?.Details.Any(detail => detail.Code is IllegalParameter or Unauthorized) == true;
}
