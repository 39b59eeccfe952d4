using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SampleService.Cli;

/// <summary>Writes all samples that are found to a file.</summary>
internal sealed class ExportCommand : CliCommand
{
    private const string StandardOutput = "-";

    private const int PageSize = 1000;

    private readonly FindQuery _query = new();

    private readonly Option<string> _to = new("--to")
    {
        Description = "The file: a table if its name ends with .tsv, .csv or .xlsx, lines of JSON with .jsonl. - is standard output, in the form of --as.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _as = new("--as") { Description = "The form, whatever the name ends with.", HelpName = "tsv|csv|xlsx|jsonl" };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a file that is there already." };

    public ExportCommand()
        : base(
            "export", "Write all samples that are found to a file, as a table or as lines of JSON.",
            "samplectl sample export 'depth>=10ft' material=Soil --column depth --column material --to soil.xlsx",
            "samplectl sample export owner=alice --scope readable --to - --as tsv")
    {
        Method = FindQuery.Method;
        _query.AddTo(this);
        _as.AcceptOnlyFromAmong("tsv", "csv", "xlsx", "jsonl");
        foreach (var option in (Option[])[_to, _as, _overwrite])
            Options.Add(option);
        SetAction((command, cancellation) => WithServerAsync(command, server => RunAsync(command, server, cancellation)));
    }

    private async Task<int> RunAsync(ParseResult command, Server server, CancellationToken cancellation)
    {
        var to = command.GetValue(_to)!;
        var form = TableForms.Find(command.GetValue(_as), to);
        if (to == StandardOutput)
            return form is null or TableForm.Xlsx
                ? throw new FailureException(ExitCodes.Error, "Standard output takes --as tsv, csv or jsonl.")
                : await WriteToOutputAsync(command, server, form.Value, cancellation);
        if (form is null)
            throw new FailureException(ExitCodes.Error, "The name of the file should end with .tsv, .csv, .xlsx or .jsonl; or --as tells the form.");
        using var signals = new Signals();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Next());
        try
        {
            return await WriteToFileAsync(command, server, to, form.Value, stop.Token);
        }
        catch (OperationCanceledException) when (signals.Last is { } signal)
        {
            server.Presenter.Say($"Interrupted. {to} was not written.");
            return ExitCodes.Signal + Signals.NumberOf(signal);
        }
    }

    private async Task<int> WriteToOutputAsync(ParseResult command, Server server, TableForm form, CancellationToken cancellation)
    {
        var output = command.InvocationConfiguration.Output;
        await using var writer = form == TableForm.JsonLines
            ? new LineHitWriter(output)
            : (IHitWriter)await TableHitWriter.CreateAsync(
                new DelimitedWriter(output, TableForms.DelimiterOf(form), Terminal.IsShown), _query.ColumnsOf(command), cancellation);
        return await WalkAsync(command, server, writer, "standard output", cancellation);
    }

    private async Task<int> WriteToFileAsync(ParseResult command, Server server, string to, TableForm form, CancellationToken cancellation)
    {
        using var file = new OutputFile(to, command.GetValue(_overwrite));
        await using var text = new StreamWriter(file.Content, leaveOpen: true);
        await using var writer = form switch
        {
            TableForm.JsonLines => new LineHitWriter(text),
            TableForm.Xlsx => await TableHitWriter.CreateAsync(await WorkbookWriter.CreateAsync(file.Content, cancellation), _query.ColumnsOf(command), cancellation),
            _ => (IHitWriter)await TableHitWriter.CreateAsync(new DelimitedWriter(text, TableForms.DelimiterOf(form)), _query.ColumnsOf(command), cancellation),
        };
        var code = await WalkAsync(command, server, writer, to, cancellation);
        if (code == ExitCodes.Ok)
            file.Finish();
        return code;
    }

    /// <summary>Writes page after page; gives the exit code.</summary>
    private async Task<int> WalkAsync(ParseResult command, Server server, IHitWriter writer, string to, CancellationToken cancellation)
    {
        var filter = _query.ReadFilter(command);
        var samples = 0L;
        var isWhole = true;
        for (string? cursor = null; ;)
        {
            var answer = await server.Client.AskAsync(Write(command, filter, cursor), cancellation);
            var read = RpcAnswer.Read(answer);
            if (read.Error is { } error)
                return server.ShowFailure(error, answer);
            foreach (var hit in Cells.Find(read.Result, "samples").EnumerateArray())
            {
                await writer.WriteAsync(hit, cancellation);
                samples++;
            }

            isWhole &= Cells.Find(read.Result, "index").ValueKind != JsonValueKind.Object;
            cursor = Cells.Find(read.Result, "next") is { ValueKind: JsonValueKind.String } next ? next.GetString() : null;
            if (cursor is null)
                break;
            server.Presenter.Say($"{samples} samples ...");
        }

        await writer.FinishAsync(cancellation);
        server.Presenter.Say($"{samples} samples are in {to}.");
        if (!isWhole)
            server.Presenter.Say("They are not all: the database is still being indexed.");
        return ExitCodes.Ok;
    }

    private byte[] Write(ParseResult command, JsonNode? filter, string? cursor) => RpcRequest.Write(Method!, writer =>
    {
        writer.WriteStartObject();
        _query.Write(command, filter, writer);
        writer.WriteNumber("limit", PageSize);
        if (cursor is not null)
            writer.WriteString("cursor", cursor);
        writer.WriteEndObject();
    });
}
