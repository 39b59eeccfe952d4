using System.Buffers;
using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>A form of records of the log. Records end their line; what others wrote can't make one look like several.</summary>
internal interface ILogFormat
{
    /// <summary>The record of a call that has ended.</summary>
    void WriteCall(ArrayBufferWriter<byte> record, LogHeading heading, in CallSummary call);

    /// <summary>Any other record.</summary>
    /// <param name="record">Takes it.</param>
    /// <param name="heading">When, where, how grave.</param>
    /// <param name="message">The text.</param>
    /// <param name="state">What the text was made of, by name; null when that is not known.</param>
    /// <param name="exception">What went wrong, if something did.</param>
    void Write(
        ArrayBufferWriter<byte> record, LogHeading heading, string message,
        IReadOnlyList<KeyValuePair<string, object?>>? state, Exception? exception);
}
