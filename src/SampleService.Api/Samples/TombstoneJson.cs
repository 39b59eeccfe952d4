using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Withdrawals in results.</summary>
internal static class TombstoneJson
{
    /// <summary>Writes what is left of a sample or a version.</summary>
    /// <param name="result">Where to.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="version">The version; null for the whole sample.</param>
    /// <param name="withdrawal">How it was withdrawn.</param>
    public static void Write(JsonOutput result, SampleId sample, int? version, Withdrawal withdrawal)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(sample.Value);
        result.Raw(",\"version\":"u8);
        if (version is { } number)
            result.Integer(number);
        else
            result.Raw("null"u8);
        result.Raw(",\"reason\":"u8);
        result.Text(withdrawal.Reason);
        result.Raw(",\"by\":"u8);
        result.Text(withdrawal.By.Value);
        result.Raw(",\"at\":"u8);
        result.Integer(withdrawal.At.Milliseconds);
        result.Raw("}"u8);
    }
}
