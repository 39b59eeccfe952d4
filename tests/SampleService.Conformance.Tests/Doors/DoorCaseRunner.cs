using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SampleService.Testing.Fakes;

namespace SampleService.Conformance.Tests.Doors;

/// <summary>Runs the cases of a file one after the other: later ones use what earlier ones were answered.</summary>
internal sealed class DoorCaseRunner(DoorService service) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
    private readonly Dictionary<string, JsonNode> _saved = [];
    private readonly Dictionary<string, string> _cookies = [];
    private readonly IssuerKey _firstKey = service.Issuer.Key;

    /// <summary>What is wrong with the answer to a case; null for nothing.</summary>
    public async Task<string?> RunAsync(JsonObject source)
    {
        var sent = (JsonObject)Fill(source)!;
        if (sent["sleep_s"] is { } seconds)
            await Task.Delay(TimeSpan.FromSeconds((double)seconds));
        else if ((string?)sent["control"] == "/control/rotate")
            service.Issuer.Rotate();
        else
            return (string)sent["door"]! switch
            {
                "gateway" => await RunGatewayAsync(sent),
                "kbase" => await RunKBaseAsync(sent),
                "node" => await RunNodeAsync(sent),
                var door => $"there is no door {door}",
            };
        return null;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> RunGatewayAsync(JsonObject sent)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod((string?)sent["method"] ?? "POST"), new Uri(service.Url, (string?)sent["path"] ?? "/gateway/json-rpc"));
        if (((string?)sent["text"] ?? sent["body"]?.ToJsonString()) is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", (string?)sent["headers"]?["Content-Type"] ?? "application/json");
        }

        foreach (var (name, value) in sent["headers"]?.AsObject() ?? [])
            if (name != "Content-Type")
                request.Headers.TryAddWithoutValidation(name, (string?)value);
        AddCredentials(request.Headers, sent["auth"]);
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode != ((int?)sent["status"] ?? 200))
            return $"status {(int)response.StatusCode}: {answer}";
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in sent["has_headers"]?.AsObject() ?? [])
            if (DoorMatcher.Compare(value, headers.GetValueOrDefault(name), $"header {name}") is { } difference)
                return difference;
        foreach (var name in sent["lacks_headers"]?.AsArray() ?? [])
            if (headers.ContainsKey((string)name!))
                return $"header {name}: not expected";
        return KeepSession((string?)sent["login"], headers.GetValueOrDefault("Set-Cookie")) ?? Judge(sent, answer);
    }

    private async Task<string?> RunKBaseAsync(JsonObject sent)
    {
        var body = new JsonObject
        {
            ["version"] = "1.1",
            ["id"] = "1",
            ["method"] = (string)sent["call"]!,
            ["params"] = sent["params"] is { } argument ? new JsonArray(argument.DeepClone()) : [],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, service.Url) { Content = new StringContent(body.ToJsonString()) };
        if ((string?)sent["as"] is { } user)
            request.Headers.TryAddWithoutValidation("Authorization", service.TokenOf(user));
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return (int?)sent["status"] is { } status && status != (int)response.StatusCode
            ? $"status {(int)response.StatusCode}: {answer}"
            : Judge(sent, answer);
    }

    private async Task<string?> RunNodeAsync(JsonObject sent)
    {
        var messages = sent["send"]!.AsArray().Select(message => (string)message!);
        var isClosed = (bool?)sent["closed"] == true;
        var answer = await NodeConversation.HaveAsync(service.SocketPath, (int?)sent["uid"], messages, endsItself: !isClosed);
        if ((bool?)sent["refused"] == true)
            return answer is null ? null : $"a refused connection was expected: {answer}";
        if (answer is null)
            return "the connection was refused";
        var answers = new JsonArray([.. Split(answer)]);
        var expected = sent["answers"]!.AsArray();
        var difference = (bool?)sent["unordered"] == true
            ? DoorMatcher.CompareUnordered(expected, answers)
            : DoorMatcher.Compare(expected, answers);
        if (difference is null)
            Save(sent, answers);
        return difference;
    }

    private string? Judge(JsonObject sent, string answer)
    {
        if (!sent.TryGetPropertyValue("answer", out var expected))
            return null;
        if (expected is null)
            return answer.Length == 0 ? null : $"no body was expected: {answer}";
        var actual = JsonNode.Parse(answer);
        var difference = (bool?)sent["unordered"] == true
            ? DoorMatcher.CompareUnordered(expected.AsArray(), actual)
            : DoorMatcher.Compare(expected, actual);
        if (difference is not null)
            return $"{difference} in {answer}";
        Save(sent, actual);
        return null;
    }

    private void Save(JsonObject sent, JsonNode? answer)
    {
        foreach (var (name, path) in sent["save"]?.AsObject() ?? [])
            _saved[name] = ((string)path!).Split('.').Aggregate(answer, static (node, step) => node is JsonArray list ? list[int.Parse(step)] : node![step])!;
    }

    private string? KeepSession(string? name, string? cookie)
    {
        if (name is null)
            return null;
        if (cookie?.StartsWith("MSESSIONID=", StringComparison.Ordinal) != true)
            return $"no cookie of a session: {cookie}";
        _cookies[name] = cookie.Split(';')[0];
        var missing = new[] { "httponly", "samesite=strict", "path=/gateway" }
            .FirstOrDefault(part => !cookie.Contains(part, StringComparison.OrdinalIgnoreCase));
        return missing is null ? null : $"the cookie has no {missing}: {cookie}";
    }

    private void AddCredentials(HttpRequestHeaders headers, JsonNode? credentials)
    {
        if (credentials is JsonValue user)
        {
            headers.TryAddWithoutValidation("Authorization", $"Bearer {service.TokenOf((string)user!)}");
            return;
        }

        if ((string?)credentials?["raw"] is { } raw)
            headers.TryAddWithoutValidation("Authorization", raw.Replace("${alice}", service.TokenOf("alice"), StringComparison.Ordinal));
        else if (credentials?["jwt"] is JsonObject claims)
            headers.TryAddWithoutValidation("Authorization", $"Bearer {Mint(claims, credentials)}");
        if (((string?)credentials?["cookie"] ?? ((string?)credentials?["session"] is { } name ? _cookies[name] : null)) is { } cookie)
            headers.TryAddWithoutValidation("Cookie", cookie);
    }

    private string Mint(JsonObject claims, JsonNode credentials)
    {
        var key = (string?)credentials["key"] switch
        {
            "stranger" => IssuerKey.Stranger,
            "previous" => _firstKey,
            _ => service.Issuer.Key,
        };
        (string, object?)[] header = (string?)credentials["alg"] is { } algorithm ? [("alg", algorithm)] : [];
        return service.Issuer.Token(key, header, [.. claims.Select(claim => (claim.Key, (object?)claim.Value))]);
    }

    /// <summary>The same with what was saved in the places of its names.</summary>
    private JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Fill((string)value!),
        _ => node?.DeepClone(),
    };

    private JsonNode Fill(string text)
    {
        foreach (var (name, value) in _saved)
        {
            if (text == $"${{{name}}}")
                return value.DeepClone();
            text = text.Replace($"${{{name}}}", value.ToString(), StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The values in a text, one after the other.</summary>
    private static IEnumerable<JsonNode?> Split(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        var values = new List<JsonNode?>();
        while (reader.Read())
            values.Add(JsonNode.Parse(ref reader));
        return values;
    }
}
