using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>A command that is one call: its arguments and options are the parameters of a method.</summary>
internal sealed class CallCommand : CliCommand
{
    private readonly View _view;
    private readonly List<Action<ParseResult, Utf8JsonWriter>> _parameters = [];

    public CallCommand(string name, string description, string method, View view, params string[] examples)
        : base(name, description, examples)
    {
        (Method, _view) = (method, view);
        SetAction(RunAsync);
    }

    /// <summary>What is said when the call has been made, for methods without a result.</summary>
    public string? Done { get; init; }

    /// <summary>An argument that is a parameter.</summary>
    public CallCommand Takes<T>(string member, Argument<T> argument)
    {
        Arguments.Add(argument);
        return Sends((command, writer) => Write(writer, member, command.GetValue(argument)));
    }

    /// <summary>An option that is a parameter, sent when it is given.</summary>
    public CallCommand Takes<T>(string member, Option<T> option)
    {
        Options.Add(option);
        return Sends((command, writer) => Write(writer, member, command.GetValue(option)));
    }

    /// <summary>Parameters that are made of what was given.</summary>
    public CallCommand Sends(Action<ParseResult, Utf8JsonWriter> write)
    {
        _parameters.Add(write);
        return this;
    }

    private static void Write(Utf8JsonWriter writer, string member, object? value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(member, text);
                break;
            case long number:
                writer.WriteNumber(member, number);
                break;
            case true:
                writer.WriteBoolean(member, true);
                break;
            case string[] { Length: > 0 } list:
                writer.WriteStartArray(member);
                foreach (var item in list)
                    writer.WriteStringValue(item);
                writer.WriteEndArray();
                break;
        }
    }

    private Task<int> RunAsync(ParseResult command, CancellationToken cancellation) => WithServerAsync(command, async server =>
    {
        var code = await server.CallAsync(Method!, _parameters.Count == 0 ? null : WriteParameters, _view, cancellation);
        if (code == ExitCodes.Ok && Done is not null)
            ErrorText.Say(command.InvocationConfiguration.Error, Done);
        return code;

        void WriteParameters(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            foreach (var write in _parameters)
                write(command, writer);
            writer.WriteEndObject();
        }
    });
}
