namespace SampleService.Json;

/// <summary>Bytes that a process spends on requests and answers at a time.</summary>
public interface IByteBudget
{
    /// <summary>Takes so many bytes; false when there are not enough.</summary>
    bool TryReserve(long bytes);

    /// <summary>Gives bytes back.</summary>
    void Release(long bytes);
}
