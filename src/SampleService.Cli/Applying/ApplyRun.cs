using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Cli;

/// <summary>Writes the rows of a file, call by call, each under a name of its own by which the service knows it again.</summary>
/// <param name="server">Who is called.</param>
/// <param name="source">The rows.</param>
/// <param name="settings">How.</param>
internal sealed class ApplyRun(Server server, IRowSource source, ApplySettings settings)
{
    public const string Method = "SampleService.apply";

    /// <summary>So many operations one call takes.</summary>
    public const int MaxOperations = 1000;

    /// <summary>Below the 96 000 bytes of a message that the socket takes unless it is told otherwise, with room for what is around the operations.</summary>
    private const int BytesBySocket = 90_000;

    /// <summary>Far below what the gateway door takes. It is no 100 000 nodes, which a call takes at most: a node has 30 bytes and more.</summary>
    private const int BytesByUrl = 2_000_000;

    /// <summary>The error of a name that was used for something else.</summary>
    private const int NameUsed = 40010;

    private const string GoOn = "Run the same command again to go on: what was done is not done again.";

    private int _rows, _done, _failed;

    /// <summary>Checks all rows, then sends them; gives the exit code.</summary>
    /// <param name="failedFile">Where rows that failed are kept; null for nowhere.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<int> RunAsync(string? failedFile, CancellationToken cancellation)
    {
        var name = Check();
        await using var failures = failedFile is null ? null : await FailedRows.CreateAsync(failedFile, source.Header, settings.IsCheck, cancellation);
        using var signals = new Signals();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Next());
        int code;
        try
        {
            code = await SendAsync(name, failures, stop.Token);
        }
        catch (OperationCanceledException) when (signals.Last is { } signal)
        {
            server.Presenter.Say($"Interrupted. {Progress} {GoOn}");
            code = ExitCodes.Signal + Signals.NumberOf(signal);
        }
        catch (FailureException e)
        {
            server.Presenter.Say(e.Message);
            server.Presenter.Say($"{Progress} {GoOn}");
            code = e.ExitCode;
        }

        if (failures is not null)
            await failures.FinishAsync(server.Presenter);
        return code;
    }

    private string Progress => $"{_done} of {_rows} rows are {(settings.IsCheck ? "checked" : "done")}.";

    /// <summary>Reads all rows once; gives the name of the run.</summary>
    private string Check()
    {
        var faults = new RowFaults();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in source.Read(faults))
        {
            _rows++;
            hash.AppendData("\n"u8);
            foreach (var operation in row.Operations)
                hash.AppendData(JsonInput.Write(operation.Json));
        }

        faults.Require(server.Presenter);
        if (_rows == 0)
            throw new FailureException(ExitCodes.Error, "The file has no rows. Nothing was sent.");
        return settings.Name ?? $"samplectl-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}";
    }

    private async Task<int> SendAsync(string name, FailedRows? failures, CancellationToken cancellation)
    {
        var report = new ApplyReport(server.Presenter, source.Header is not null);
        var faults = new RowFaults();
        foreach (var call in RowCall.Of(source.Read(faults), settings.Size, server.IsNode ? BytesBySocket : BytesByUrl))
        {
            faults.Require(server.Presenter);
            // The number of the first row, so that calls that are cut otherwise do not pass for those of before.
            var request = Write(call, string.Create(CultureInfo.InvariantCulture, $"{name}/{call.Rows[0].Number}"));
            var answer = await server.Client.AskAsync(request, cancellation);
            server.Presenter.ShowMessages(request, answer);
            var read = RpcAnswer.Read(answer);
            if (read.Error is { } error)
                return Fail(error, answer, call);
            var outcomes = RowOutcome.Of(call, read.Result);
            report.Show(outcomes);
            foreach (var outcome in outcomes)
            {
                _failed += outcome.IsFailed ? 1 : 0;
                if (failures is not null)
                    await failures.AddAsync(outcome, cancellation);
            }

            _done += call.Rows.Count;
            if (_done < _rows)
                server.Presenter.Say($"{_done} of {_rows} rows ...");
        }

        faults.Require(server.Presenter);
        var what = settings.IsCheck ? "checked, nothing was written" : "done";
        server.Presenter.Say(_failed == 0 ? $"All {_rows} rows are {what}." : $"{_failed} of {_rows} rows failed; the others are {what}.");
        return _failed == 0 ? ExitCodes.Ok : ExitCodes.Error;
    }

    private int Fail(RpcError error, TransportAnswer answer, RowCall call)
    {
        var code = server.ShowFailure(error, answer);
        server.Presenter.Say($"The call with rows {call.Rows[0].Number} to {call.Rows[^1].Number} failed. {Progress}");
        server.Presenter.Say(error.Details.Any(static detail => detail.Code == NameUsed)
            ? "These rows were sent before with another --size, other rights or for somebody else. Go on as before; --name with a new name does all of them again."
            : GoOn);
        return code;
    }

    private byte[] Write(RowCall call, string requestId) => RpcRequest.Write(Method, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("atomic", false);
        // A check is not remembered, and is not to be answered by what was done before.
        if (settings.IsCheck)
            writer.WriteBoolean("validate_only", true);
        else
            writer.WriteString("request_id", requestId);
        if (settings.User is not null || settings.IsAdmin)
            writer.WriteBoolean("as_admin", true);
        if (settings.User is not null)
            writer.WriteString("as_user", settings.User);
        writer.WriteStartArray("operations");
        foreach (var operation in call.Operations)
            writer.WriteRawValue(operation, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
