namespace SampleService.Json;

/// <summary>More bytes are wanted than there are at the moment.</summary>
public sealed class ByteBudgetException() : Exception("The byte budget is spent.");
