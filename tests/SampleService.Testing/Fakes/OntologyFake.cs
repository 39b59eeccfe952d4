using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>
/// Stands in for the KBase service wizard and the ontology service in one; <see cref="FakeService.Url"/> is what
/// <c>srv-wiz-url</c> has to name.
/// </summary>
public sealed partial class OntologyFake : FakeService
{
    private const string NoMessage = "down";

    private readonly OrderedDictionary<string, Ontology> _ontologies = new(StringComparer.Ordinal);
    private List<RpcCall> _calls = [];
    private Failure? _failure;
    private TimeSpan _delay;

    private OntologyFake() => Reset();

    /// <summary>The calls of the service seen so far, the failed ones too.</summary>
    public IReadOnlyList<RpcCall> Calls
    {
        get
        {
            lock (Gate)
                return [.. _calls];
        }
    }

    public static async Task<OntologyFake> StartAsync(CancellationToken cancellationToken = default)
    {
        var fake = new OntologyFake();
        await fake.ListenAsync(cancellationToken);
        return fake;
    }

    /// <summary>Adds or replaces a term.</summary>
    public void AddTerm(string ontology, string id, params string[] parents) => AddTerm(ontology, id, id, parents);

    public void RemoveTerm(string ontology, string id)
    {
        lock (Gate)
            Named(ontology).Remove(id);
    }

    /// <summary>From now on every call, or those of one method, fail with this message.</summary>
    public void Fail(string message = NoMessage, string? method = null) => SetFailure(new Failure(method, message, null, 500));

    /// <summary>From now on every call, or those of one method, are answered with text that is no JSON.</summary>
    public void FailWithText(string text, int status = 500, string? method = null) => SetFailure(new Failure(method, NoMessage, text, status));

    /// <summary>Ends what <see cref="Fail"/> began.</summary>
    public void Recover() => SetFailure(null);

    /// <summary>Every call waits so long before it is answered; zero ends it.</summary>
    public void Hang(TimeSpan delay)
    {
        lock (Gate)
            _delay = delay;
    }

    public void ClearCalls()
    {
        lock (Gate)
            _calls = [];
    }

    /// <summary>Back to the terms of the start, no calls, no failure, no delay.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            _ontologies.Clear();
            _ontologies["envo_ontology"] = Ontology.Environment();
            _ontologies["go"] = Ontology.Genes();
            _calls = [];
            _failure = null;
            _delay = TimeSpan.Zero;
        }
    }

    private protected override JsonMap Control(string verb, string path, JsonMap data)
    {
        switch (path)
        {
            case "health":
                break;
            case "reset":
                Reset();
                break;
            case "terms" when verb == "GET":
                return TermsToJson();
            case "terms" when data.IsSet("delete"):
                RemoveTerm(data.RequiredText("ns"), data.RequiredText("id"));
                break;
            case "terms":
                var id = data.RequiredText("id");
                AddTerm(data.RequiredText("ns"), id, data.Text("name") ?? id, [.. data.List("parents").OfType<string>()]);
                break;
            case "calls":
                var calls = new JsonMap { ["calls"] = new JsonList(_calls.Select(c => c.ToJson())) };
                if (verb == "POST")
                    ClearCalls();
                return calls;
            case "fail":
                ControlFailure(data);
                break;
            case "hang":
                Hang(TimeSpan.FromSeconds(data.Find("seconds") switch
                {
                    double seconds => seconds,
                    var seconds => JsonNumber.TryGetInteger(seconds, out var whole) ? (double)whole : 0,
                }));
                break;
            default:
                throw new FormatException("no such control call");
        }

        return new JsonMap { ["ok"] = true };
    }

    private void ControlFailure(JsonMap data)
    {
        if (data.Count == 0)
            Recover();
        else if (data.Text("text") is { } text)
            FailWithText(text, JsonNumber.TryGetInteger(data.Find("status"), out var status) ? (int)status : 500, data.Text("method"));
        else
            Fail(data.Text("message") ?? NoMessage, data.Text("method"));
    }

    private JsonMap TermsToJson()
    {
        var all = new JsonMap();
        foreach (var (name, ontology) in _ontologies)
        {
            var terms = new JsonMap();
            foreach (var (id, term) in ontology)
                terms[id] = new JsonMap { ["name"] = term.Name, ["parents"] = new JsonList(term.Parents) };
            all[name] = terms;
        }

        return all;
    }

    private void AddTerm(string ontology, string id, string name, string[] parents)
    {
        lock (Gate)
            Named(ontology)[id] = new OntologyTerm(name, parents);
    }

    private Ontology Named(string name)
    {
        if (!_ontologies.TryGetValue(name, out var ontology))
            _ontologies[name] = ontology = [];
        return ontology;
    }

    private void SetFailure(Failure? failure)
    {
        lock (Gate)
            _failure = failure;
    }

    /// <param name="Method">The method that fails, or null for all.</param>
    /// <param name="Message">What the error says.</param>
    /// <param name="Text">What is answered in place of an error, or null.</param>
    /// <param name="Status">The HTTP status that goes with the text.</param>
    private sealed record Failure(string? Method, string Message, string? Text, int Status);
}
