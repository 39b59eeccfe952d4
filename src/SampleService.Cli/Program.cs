using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using SampleService.Cli;

// The server's text is UTF-8 whatever the locale says.
var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
await using var output = new StreamWriter(Console.OpenStandardOutput(), encoding);
await using var error = new StreamWriter(Console.OpenStandardError(), encoding) { AutoFlush = true };
var configuration = new InvocationConfiguration
{
    Output = output,
    Error = error,
    EnableDefaultExceptionHandler = false,
    // Signals end the program at once, which ends the call; who has more to do on a signal sees to it.
    ProcessTerminationTimeout = null,
};
try
{
    // A parameter that begins with @ is no file of arguments.
    var command = CommandTree.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    if (command.Action is ParseErrorAction)
    {
        configuration.Output = error;
        await command.InvokeAsync(configuration);
        return ExitCodes.Error;
    }

    var code = await command.InvokeAsync(configuration);
    await output.FlushAsync();
    return code;
}
catch (FailureException e)
{
    await output.FlushAsync();
    ErrorText.Say(error, e.Message);
    return e.ExitCode;
}
catch (IOException e)
{
    ErrorText.Say(error, $"The output cannot be written: {e.Message}");
    return ExitCodes.Error;
}
catch (Exception e)
{
    // An answer that is no text, for one. Nobody is helped by a stack trace.
    await output.FlushAsync();
    ErrorText.Say(error, $"samplectl could not go on ({e.GetType().Name}): {e.Message}");
    return ExitCodes.Error;
}
