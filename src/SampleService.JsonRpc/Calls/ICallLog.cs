namespace SampleService.JsonRpc;

/// <summary>Takes the one line that the log has of each call.</summary>
public interface ICallLog
{
    /// <summary>A call is over. Told once for each call, whatever became of it.</summary>
    void Ended(in CallEnded call);
}
