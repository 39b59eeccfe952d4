using System.Numerics;
using SampleService.Testing.Http;
using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>
/// Replays one case against a running service and compares every answer with the golden one, or with the sane one where
/// the golden answer is a fault of the original service. For one case only: it holds the case's variables.
/// </summary>
public sealed class CaseRunner
{
    private const int MaxDifferencesShown = 12;

    private static readonly string[] ComparedHeaders = ["content-type", "access-control-allow-origin", "access-control-allow-headers"];
    private static readonly string[] CallMembers = ["call", "body", "raw", "raw_hex"];

    private readonly PlainHttpClient _service;
    private readonly Dictionary<string, PlainHttpClient> _controls;
    private readonly OrderedDictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private readonly Substitution _substitution;
    private readonly TimeProvider _time;
    private BigInteger _nextWorkspace;
    private object? _lastBody;

    private CaseRunner(CaseEndpoints endpoints, TimeProvider time)
    {
        _time = time;
        _service = new PlainHttpClient(endpoints.Service);
        _controls = new Dictionary<string, PlainHttpClient>
        {
            ["auth"] = new(endpoints.Auth),
            ["ws"] = new(endpoints.Workspace),
            ["onto"] = new(endpoints.Ontology),
        };
        _substitution = new Substitution(_variables);

        // Workspace ids that no other case uses: cases share the stand-ins.
        _nextWorkspace = Random.Shared.NextInt64(1_000_000, (int.MaxValue / 1000) - 1000) * 1000;
        _variables["run"] = "r" + JsonNumber.Spell(_nextWorkspace);
    }

    public static async Task<CaseResult> RunAsync(
        ConformanceCase conformanceCase,
        CaseEndpoints endpoints,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        var runner = new CaseRunner(endpoints, time ?? TimeProvider.System);
        var passed = 0;
        var failures = new List<string>();
        for (var number = 0; number < conformanceCase.Steps.Count; number++)
        {
            var step = conformanceCase.Steps[number];
            var answer = await runner.TryRunAsync(step, cancellationToken);
            if (answer is null)
                continue;
            var golden = conformanceCase.Answers.Find(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var differences = runner.Compare(step, golden, answer);
            if (differences.Count == 0)
                passed++;
            else
                failures.Add(Report(conformanceCase.Name, number, step, differences));
        }

        return new CaseResult(passed, failures);
    }

    private static string Report(string name, int number, JsonMap step, IReadOnlyList<string> differences)
    {
        var title = step.Text("note") ?? step.Text("call") ?? "raw request";
        var lines = differences.Take(MaxDifferencesShown).Select(d => "  " + d).Prepend($"{name} step {number} ({title})");
        if (differences.Count > MaxDifferencesShown)
            lines = lines.Append($"  ... and {differences.Count - MaxDifferencesShown} more");
        return string.Join('\n', lines);
    }

    private static async Task<object?> ControlAsync(PlainHttpClient server, string path, object? data, CancellationToken cancellationToken)
    {
        var answer = await server.SendAsync(
            "POST",
            "/control/" + path,
            [new("content-type", "application/json")],
            JsonText.ToUtf8(JsonText.Write(data)),
            cancellationToken);
        return answer is { Status: 200 } && JsonText.TryParse(answer.Body, out var body)
            ? body
            : throw new StepException($"control call {path} failed with status {answer?.Status}");
    }

    private IReadOnlyList<string> Compare(JsonMap step, object? golden, JsonMap answer)
    {
        var isFault = step.List("tags").Contains("reference_bug");
        if (isFault && step.Map("sane_answer") is { } sane)
            return new SaneAnswer(sane, step).Differences(answer, FailedChecks);
        if (isFault)
            return ["a step tagged reference_bug has to have a sane answer"];
        if (golden is null)
            return ["no golden answer"];
        return new AnswerComparer(step.Find("ordered") is true).Differences(golden, Answer.SeenByGolden(answer, step));
    }

    /// <summary>The normalized answer of a step, or null for a preparation that worked.</summary>
    private async Task<JsonMap?> TryRunAsync(JsonMap step, CancellationToken cancellationToken)
    {
        try
        {
            if (CallMembers.Any(step.ContainsKey))
                return await CallAsync(step, cancellationToken);
            await PrepareAsync(step, cancellationToken);
            return null;
        }
        catch (StepException e)
        {
            return new JsonMap { ["status"] = null, ["text"] = "could not run: " + e.Message };
        }
    }

    private async Task PrepareAsync(JsonMap step, CancellationToken cancellationToken)
    {
        var kind = step.Keys.FirstOrDefault(_controls.ContainsKey);
        if (step.Text("new_ws") is { } name)
        {
            var send = (JsonMap)_substitution.Apply(step.Map("send") ?? [])!;
            send["id"] = ++_nextWorkspace;
            await ControlAsync(_controls["ws"], "workspaces", send, cancellationToken);
            _variables[name] = _nextWorkspace;
        }
        else if (kind is not null)
        {
            var send = _substitution.Apply(step.Map("send") ?? []);
            Save(step, await ControlAsync(_controls[kind], step.RequiredText(kind), send, cancellationToken));
        }
        else if (step.Map("set") is { } values)
        {
            foreach (var (variable, value) in (JsonMap)_substitution.Apply(values)!)
                _variables[variable] = value;
        }
        else if (step.Text("clock") is { } variable)
        {
            _variables[variable] = new BigInteger(_time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        else if (JsonNumber.TryGetInteger(step.Find("sleep_ms"), out var milliseconds))
        {
            await Task.Delay(TimeSpan.FromMilliseconds((double)milliseconds), _time, cancellationToken);
        }
        else
        {
            throw new StepException("unknown kind of step");
        }
    }

    private async Task<JsonMap> CallAsync(JsonMap step, CancellationToken cancellationToken)
    {
        var request = CaseRequest.Build(step, _substitution);
        var got = await _service.SendAsync(request.Verb, request.Path, request.Headers, request.Body, cancellationToken);
        if (got is null)
            return new JsonMap { ["status"] = null, ["text"] = "<connection dropped>" };
        var answer = new JsonMap { ["status"] = got.Status };
        if (step.Find("headers") is true)
        {
            var headers = new JsonMap();
            foreach (var name in ComparedHeaders)
                headers[name] = got.Headers.GetValueOrDefault(name, "");
            answer["headers"] = headers;
        }

        if (!JsonText.TryParse(got.Body, out var body))
        {
            answer["text"] = got.Body.AsSpan().Trim(" \t\r\n"u8).IsEmpty ? "" : "<not JSON>";
            return answer;
        }

        Save(step, body);
        _lastBody = body;
        var failedChecks = FailedChecks(step.List("check"));
        answer["body"] = new Normalizer(_variables, request.Text ?? "", _time.GetUtcNow().ToUnixTimeMilliseconds()).Body(body);
        if (failedChecks.Count > 0)
            answer["failed_checks"] = new JsonList(failedChecks);
        return answer;
    }

    private void Save(JsonMap step, object? body)
    {
        foreach (var (variable, path) in step.Map("save") ?? [])
            _variables[variable] = JsonPath.Reach(body, (string)path!);
    }

    /// <summary>What of the checks does not hold for the last answer as it came.</summary>
    private IReadOnlyList<string> FailedChecks(JsonList checks)
    {
        var problems = new List<string>();
        foreach (var check in checks.Cast<JsonList>())
        {
            try
            {
                var path = (string)check[0]!;
                problems.AddRange(new AnswerComparer().Differences(_substitution.Apply(check[1]), JsonPath.Reach(_lastBody, path), path));
            }
            catch (StepException e)
            {
                problems.Add(e.Message);
            }
        }

        return problems;
    }
}
