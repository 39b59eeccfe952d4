namespace SampleService.Json;

/// <summary>The memory that may be spent on a request and its answer, in bytes.</summary>
public interface IByteBudget
{
    /// <summary>Takes so many bytes; false when there are not enough.</summary>
    bool TryReserve(long bytes);

    /// <summary>Takes so many bytes, be there enough or not.</summary>
    void Reserve(long bytes);

    /// <summary>Gives bytes back.</summary>
    void Release(long bytes);
}

/// <summary>More bytes were asked for than are left of an <see cref="IByteBudget"/>.</summary>
public sealed class ByteBudgetException() : Exception("The byte budget is spent.");
