using System.CommandLine;

namespace SampleService.Cli;

/// <summary>Writes what the rows of a file say, some hundreds of rows in each call; run again, it goes on where it was.</summary>
internal sealed class ApplyCommand : CliCommand
{
    /// <summary>With the number of a row behind it, it is no longer than the name of a request.</summary>
    private const int MaxName = 100;

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "Lines of JSON, each an operation of apply or a list of such that belong together; with --map a table. - reads standard input.",
    };

    private readonly Option<string?> _map = new("--map")
    {
        Description = "A mapping of the columns of a table (docs/samplectl.md): FILE is a workbook if its name ends with .xlsx, has commas between its cells with .csv, else tabs.",
        HelpName = "MAPPING",
    };

    private readonly Option<string?> _as = new("--as") { Description = "What FILE is, whatever its name ends with.", HelpName = "tsv|csv|xlsx" };

    private readonly Option<string?> _sheet = new("--sheet") { Description = "The sheet of a workbook; the first one when not given.", HelpName = "NAME" };

    private readonly Option<string?> _failed = new("--failed")
    {
        Description = "Keep rows that failed in a file: lines of the operations that are left if its name ends with .jsonl, else rows of a table.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Names the run: what was done under the name is not done again. By default made of the rows.",
        HelpName = "NAME",
    };

    private readonly Option<int> _size = new("--size")
    {
        Description = "Operations of a call at most: 1 to 1000.",
        HelpName = "N",
        DefaultValueFactory = static _ => ApplyRun.MaxOperations,
    };

    private readonly Option<bool> _validateOnly = new("--validate-only") { Description = "Check everything, and write nothing." };

    private readonly Option<bool> _asAdmin = new("--as-admin") { Description = "With --url: use administration rights. The log has it. By the socket they are always used." };

    private readonly Option<string?> _asUser = new("--as-user") { Description = "The user for whom it is done, and who is recorded; the socket needs one.", HelpName = "USER" };

    public ApplyCommand()
        : base(
            "apply", "Write what the rows of a file say: samples, rights, links, identifiers, relations. Run again it goes on where it was.",
            "samplectl --url http://127.0.0.1:5000 apply samples.jsonl",
            "samplectl --url http://127.0.0.1:5000 apply cores.tsv --map cores.json --validate-only",
            "samplectl apply cores.xlsx --map cores.json --as-user alice --failed failed.xlsx")
    {
        Method = ApplyRun.Method;
        Arguments.Add(_file);
        _as.AcceptOnlyFromAmong("tsv", "csv", "xlsx");
        _size.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var size) && size is < 1 or > ApplyRun.MaxOperations)
                result.AddError($"--size takes 1 to {ApplyRun.MaxOperations}.");
        });
        _name.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value.Length is 0 or > MaxName)
                result.AddError($"--name takes 1 to {MaxName} characters.");
        });
        foreach (var option in (Option[])[_map, _as, _sheet, _failed, _name, _size, _validateOnly, _asUser, _asAdmin])
            Options.Add(option);
        SetAction((command, cancellation) => WithServerAsync(command, server => RunAsync(command, server, cancellation)));
    }

    private async Task<int> RunAsync(ParseResult command, Server server, CancellationToken cancellation)
    {
        var file = command.GetValue(_file)!;
        var failed = command.GetValue(_failed);
        if (failed is not null && file != JsonInput.StandardInput && Path.GetFullPath(failed) == Path.GetFullPath(file))
            throw new FailureException(ExitCodes.Error, "--failed would replace FILE; give it another name.");
        using var content = InputContent.Of(file);
        var settings = new ApplySettings(
            command.GetValue(_name), command.GetValue(_size), command.GetValue(_validateOnly), command.GetValue(_asUser), command.GetValue(_asAdmin));
        return await new ApplyRun(server, Source(command, file, content), settings).RunAsync(failed, cancellation);
    }

    private IRowSource Source(ParseResult command, string file, InputContent content)
    {
        var (map, sheet) = (command.GetValue(_map), command.GetValue(_sheet));
        var form = TableForms.Find(command.GetValue(_as), file);
        if (sheet is not null && form != TableForm.Xlsx)
            throw new FailureException(ExitCodes.Error, "--sheet goes with a workbook (.xlsx).");
        if (map is null)
            return form is null or TableForm.JsonLines ? new LineSource(content) : throw new FailureException(ExitCodes.Error, "A table needs a mapping: --map (docs/samplectl.md).");
        if (map == JsonInput.StandardInput && file == JsonInput.StandardInput)
            throw new FailureException(ExitCodes.Error, "Standard input is either FILE or MAPPING.");
        var mapping = RowMapping.Read(map);
        return new TableSource(form switch
        {
            TableForm.Xlsx => new WorkbookReader(content, sheet),
            TableForm.JsonLines => throw new FailureException(ExitCodes.Error, "Lines of JSON take no mapping."),
            _ => new DelimitedReader(content, TableForms.DelimiterOf(form ?? TableForm.Tsv)),
        }, mapping);
    }
}
