using System.Text;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Shows what came of calls: results on the output, errors for people on the other one.</summary>
internal sealed class Presenter(Format format, TextWriter output, TextWriter error)
{
    /// <summary>Shows a call, and gives the exit code that it deserves.</summary>
    public int Show(ReadOnlySpan<byte> request, TransportAnswer answer, View view)
    {
        ShowMessages(request, answer);
        return Show(RpcAnswer.Read(answer), view);
    }

    /// <summary>Request and answer, where they are asked for.</summary>
    public void ShowMessages(ReadOnlySpan<byte> request, TransportAnswer answer)
    {
        if (format != Format.Rpc)
            return;
        WriteLine(Encoding.UTF8.GetString(request));
        ShowAnswer(answer);
    }

    /// <summary>An answer as it was sent; nothing to a notification.</summary>
    public void ShowAnswer(TransportAnswer answer) => WriteLine(Encoding.UTF8.GetString(answer.Body));

    /// <summary>The result, or the error.</summary>
    public int Show(RpcAnswer answer, View view)
    {
        if (format == Format.Json)
            ShowJson(answer.Error is null ? answer.Result : answer.ErrorElement);
        if (answer.Error is not null)
            return ShowError(answer.Error);
        if (format == Format.Table)
            ShowTables(answer.Result, view);
        return ExitCodes.Ok;
    }

    /// <summary>Shows a part of a list that has no end: each item of it on a line, below one header.</summary>
    public void ShowMore(JsonElement items, Column[] columns, bool isFirst)
    {
        if (format == Format.Json)
            foreach (var item in items.EnumerateArray())
                ShowJson(item);
        else if (format == Format.Table && (isFirst || items.GetArrayLength() > 0))
            ShowTables(items, part => [isFirst ? Views.ListOf(part, columns) : Views.ListOf(part, columns) with { Header = null }]);
        output.Flush();
    }

    /// <summary>A value as the server sent it.</summary>
    public void ShowJson(JsonElement value) => WriteLine(value.GetRawText());

    public int ShowError(RpcError failure)
    {
        // What was shown before comes first on a screen that shows both.
        output.Flush();
        ErrorText.Write(failure, error);
        return failure.ExitCode;
    }

    /// <summary>Tells people something.</summary>
    public void Say(string text) => ErrorText.Say(error, text);

    private void ShowTables(JsonElement result, View view)
    {
        if (view == Views.Any && result.ValueKind == JsonValueKind.String)
        {
            // A text of lines, such as metrics.
            output.Write(SafeText.EscapeLines(Cells.Text(result)).TrimEnd('\n') + '\n');
            return;
        }

        var isFirst = true;
        foreach (var table in view(result))
        {
            if (!isFirst)
                output.Write('\n');
            isFirst = false;
            if (Terminal.IsShown)
                TerminalTable.Write(table, output);
            else
                PlainTable.Write(table, output);
        }
    }

    private void WriteLine(string json)
    {
        var line = SafeText.EscapeJson(json).TrimEnd('\n', ' ');
        if (line.Length > 0)
            output.Write(line + '\n');
    }
}
