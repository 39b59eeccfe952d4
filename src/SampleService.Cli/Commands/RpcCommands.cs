using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Commands that call any method.</summary>
internal static class RpcCommands
{
    public static Command Group => new CliCommand("rpc", "Calls of any method.").Has(new InvokeCommand(), new FileCommand(), new DescriptorCommand());

    private sealed class InvokeCommand : CliCommand
    {
        private readonly Argument<string> _method = new("METHOD") { Description = "The method with its module." };
        private readonly Argument<string?> _parameters = new("PARAMS")
        {
            Description = "Its parameters as JSON, an object or a list; - reads them from standard input.",
            Arity = ArgumentArity.ZeroOrOne,
        };

        public InvokeCommand()
            : base(
                "invoke", "Call a method.",
                "samplectl rpc invoke Node.metrics", "samplectl rpc invoke SampleService.get_sample '{\"id\": \"01a2008e-1fe0-754b-a18a-a90e9734fdff\"}'")
        {
            Arguments.Add(_method);
            Arguments.Add(_parameters);
            SetAction((command, cancellation) => WithServerAsync(command, server =>
            {
                var parameters = Parameters(command.GetValue(_parameters));
                return server.CallAsync(
                    command.GetValue(_method)!, parameters is null ? null : writer => writer.WriteRawValue(parameters, skipInputValidation: true), Views.Any, cancellation);
            }));
        }

        private static byte[]? Parameters(string? given) => given switch
        {
            null => null,
            JsonInput.StandardInput => JsonInput.Read(given),
            _ => JsonInput.Check(Encoding.UTF8.GetBytes(given), "PARAMS"),
        };
    }

    /// <summary>Sends requests as they are, one after the other, and shows every answer.</summary>
    private sealed class FileCommand : CliCommand
    {
        private readonly Argument<string> _file = new("FILE") { Description = "Requests of JSON-RPC 2.0, one a line, or batches; - reads standard input." };

        public FileCommand()
            : base(
                "file", "Send the requests of a file one after the other, each answer on a line. Errors do not stop it; the exit code tells the first.",
                "samplectl rpc file requests.jsonl",
                "echo '{\"jsonrpc\": \"2.0\", \"method\": \"Node.status\", \"id\": 1}' | samplectl rpc file -")
        {
            Arguments.Add(_file);
            SetAction((command, cancellation) => WithServerAsync(command, server => RunAsync(command, server, cancellation)));
        }

        private async Task<int> RunAsync(ParseResult command, Server server, CancellationToken cancellation)
        {
            var configuration = command.InvocationConfiguration;
            var showsRequests = command.GetValue(CommonOptions.Format) == Format.Rpc;
            var code = ExitCodes.Ok;
            foreach (var (line, json) in JsonInput.ReadMany(command.GetValue(_file)!))
            {
                var request = RpcRequest.OnALine(json);
                var answer = await server.Client.AskAsync(request, cancellation);
                if (showsRequests)
                    server.Presenter.ShowMessages(request, answer);
                else
                    server.Presenter.ShowAnswer(answer);
                foreach (var failure in RpcAnswer.ReadAll(answer).Select(one => one.Error).OfType<RpcError>())
                {
                    ErrorText.Say(configuration.Error, $"line {line}:");
                    var failed = server.Presenter.ShowError(failure);
                    code = code == ExitCodes.Ok ? failed : code;
                }
            }

            return code;
        }
    }

    private sealed class DescriptorCommand : CliCommand
    {
        private const string OfSocket = "get_service_descriptor";

        private static readonly Column[] OfNode = [Column.Text("name"), Column.Text("privileged"), Members("schema")];
        private static readonly Column[] OfGateway = [Column.Text("name"), Column.Text("summary")];

        public DescriptorCommand()
            : base("descriptor", "List the methods that the server has.", "samplectl rpc descriptor", "samplectl rpc descriptor --format json")
        {
            Method = OfSocket;
            SetAction((command, cancellation) => WithServerAsync(command, server => server.IsNode
                ? server.CallAsync(OfSocket, null, result => [Views.ListOf(Cells.Find(result, "methods"), OfNode)], cancellation)
                : server.CallAsync("rpc.discover", null, result => [Views.ListOf(Cells.Find(result, "methods"), OfGateway)], cancellation)));
        }

        /// <summary>The names of the parameters.</summary>
        private static Column Members(string schema) => new("parameters", method =>
            Cells.Find(Cells.Find(method, schema), "properties") is { ValueKind: JsonValueKind.Object } members && members.EnumerateObject().Any()
                ? string.Join(", ", members.EnumerateObject().Select(member => member.Name))
                : Cells.None);
    }
}
