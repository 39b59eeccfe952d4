using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>
/// Stands in for the KBase auth service. Starts with user1 to user5, serviceuser, fulladmin1, fulladmin2, readadmin1
/// and readadmin2; the token of a user is <c>token-</c> and the name.
/// </summary>
public sealed class AuthFake : FakeService
{
    private const string LoginPath = "/api/legacy/KBase/Sessions/Login";

    /// <summary>Every path also answers with this before it.</summary>
    private const string TestMode = "/testmode";

    private readonly OrderedDictionary<string, User> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private List<AuthCall> _calls = [];
    private FakeReply? _failure;

    private AuthFake() => Reset();

    /// <summary>What <c>auth-service-url</c> names.</summary>
    public Uri LoginUrl => new(Url, LoginPath);

    /// <summary>The calls of the service seen so far, the failed ones too.</summary>
    public IReadOnlyList<AuthCall> Calls
    {
        get
        {
            lock (Gate)
                return [.. _calls];
        }
    }

    public static async Task<AuthFake> StartAsync(CancellationToken cancellationToken = default)
    {
        var fake = new AuthFake();
        await fake.ListenAsync(cancellationToken);
        return fake;
    }

    /// <summary>Makes or replaces a user; gives the token.</summary>
    public string AddUser(string name, params string[] roles) => AddUser(name, null, null, roles);

    public void RemoveUser(string name)
    {
        lock (Gate)
        {
            _users.Remove(name);
            foreach (var token in _tokens.Where(t => t.Value == name).Select(t => t.Key).ToArray())
                _tokens.Remove(token);
        }
    }

    /// <summary>One more token for a user.</summary>
    public string AddToken(string user, string? token = null)
    {
        lock (Gate)
        {
            if (!_users.ContainsKey(user))
                throw new KeyNotFoundException("no such user");
            token ??= Guid.NewGuid().ToString("N");
            _tokens[token] = user;
            return token;
        }
    }

    public bool RevokeToken(string token)
    {
        lock (Gate)
            return _tokens.Remove(token);
    }

    /// <summary>From now on every call is answered with this plain text.</summary>
    public void Fail(int status, string text = "down") => SetFailure(new FakeReply(status, "text/plain", text));

    /// <summary>From now on every call is answered with this error in the service's own form.</summary>
    public void FailWithError(int status, string message, int? code = null) => SetFailure(new AuthError(status, code, message).ToReply());

    /// <summary>Ends what <see cref="Fail"/> began.</summary>
    public void Recover() => SetFailure(null);

    public void ClearCalls()
    {
        lock (Gate)
            _calls = [];
    }

    /// <summary>Back to the users of the start, no calls, no failure.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            _users.Clear();
            _tokens.Clear();
            _calls = [];
            _failure = null;
            foreach (var name in new[] { "user1", "user2", "user3", "user4", "user5", "serviceuser" })
                AddUser(name);
            AddUser("fulladmin1", "SAMPLE_SERVICE_FULL_ADMIN");
            AddUser("fulladmin2", "other_role", "SAMPLE_SERVICE_FULL_ADMIN_2");
            AddUser("readadmin1", "SAMPLE_SERVICE_READ_ADMIN");
            AddUser("readadmin2", "SAMPLE_SERVICE_READ_ADMIN_2");
        }
    }

    private protected override Task<FakeReply> ServeAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        var path = request.Path == TestMode ? "/"
            : request.Path.StartsWith(TestMode + "/", StringComparison.Ordinal) ? request.Path[TestMode.Length..]
            : request.Path;
        lock (Gate)
        {
            _calls.Add(new AuthCall(request.Verb, path, request.Query));
            if (_failure is not null)
                return Task.FromResult(_failure);
            try
            {
                return Task.FromResult(FakeReply.Json(200, Route(request, path)));
            }
            catch (AuthError e)
            {
                return Task.FromResult(e.ToReply());
            }
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
            case "users" when verb == "GET":
                var users = new JsonMap();
                foreach (var (name, user) in _users)
                    users[name] = new JsonList(user.Roles);
                return users;
            case "users":
                var added = data.RequiredText("user");
                var token = AddUser(added, data.Text("display"), data.Text("token"), [.. data.List("roles").OfType<string>()]);
                return new JsonMap { ["user"] = added.Trim(), ["token"] = token };
            case "users/delete":
                RemoveUser(data.RequiredText("user"));
                break;
            case "tokens":
                return new JsonMap { ["token"] = AddToken(data.RequiredText("user"), data.Text("token")), ["user"] = data.Text("user") };
            case "tokens/revoke":
                return new JsonMap { ["revoked"] = RevokeToken(data.RequiredText("token")) };
            case "calls":
                var calls = new JsonMap { ["calls"] = new JsonList(_calls.Select(c => c.ToJson())) };
                if (verb == "POST")
                    ClearCalls();
                return calls;
            case "fail":
                ControlFailure(data);
                break;
            default:
                throw new FormatException("no such control call");
        }

        return new JsonMap { ["ok"] = true };
    }

    private static int? Integer(JsonMap data, string name) =>
        JsonNumber.TryGetInteger(data.Find(name), out var number) ? (int)number : null;

    private static string? FirstOf(Dictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var values) ? values[0] : null;

    private void ControlFailure(JsonMap data)
    {
        if (data.Count == 0)
        {
            Recover();
            return;
        }

        var status = Integer(data, "status") ?? throw new FormatException("status is missing");
        if (data.Text("message") is { } message)
            FailWithError(status, message, Integer(data, "appcode"));
        else
            Fail(status, data.Text("text") ?? "down");
    }

    private void SetFailure(FakeReply? failure)
    {
        lock (Gate)
            _failure = failure;
    }

    private string AddUser(string name, string? display, string? token, string[] roles)
    {
        try
        {
            name = AuthUserName.Check(name);
        }
        catch (AuthError e)
        {
            throw new FormatException(e.Message, e);
        }

        lock (Gate)
        {
            _users[name] = new User(display ?? char.ToUpperInvariant(name[0]) + name[1..], roles);
            token ??= "token-" + name;
            _tokens[token] = name;
            return token;
        }
    }

    private string UserOf(string? token)
    {
        token = token?.Trim();
        if (string.IsNullOrEmpty(token))
            throw new AuthError(400, 10010, "No user token provided");
        return _tokens.GetValueOrDefault(token) ?? throw new AuthError(401, 10020);
    }

    private JsonMap Route(FakeRequest request, string path)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        switch (request.Verb, path)
        {
            case ("GET", "/"):
                return new JsonMap { ["servicename"] = "Authentication Service", ["version"] = "0.5.0", ["servertime"] = now, ["gitcommithash"] = "fake" };
            case ("POST", LoginPath):
                return Login(QueryHelpers.ParseQuery(request.Body));
            case ("GET", "/api/V2/users"):
                UserOf(request.Authorization);
                return DisplayNames(FirstOf(QueryHelpers.ParseQuery(request.Query), "list") ?? "");
            case ("GET", "/api/V2/me"):
                return Account(UserOf(request.Authorization));
            case ("GET", "/api/V2/token"):
                return new JsonMap
                {
                    ["user"] = UserOf(request.Authorization),
                    ["id"] = Guid.NewGuid().ToString(),
                    ["name"] = null,
                    ["type"] = "Developer",
                    ["created"] = now - 1000,
                    ["expires"] = now + 86400000,
                    ["cachefor"] = 300000,
                    ["custom"] = new JsonMap(),
                };
            default:
                throw new AuthError(404, null, "HTTP 404 Not Found");
        }
    }

    private JsonMap Login(Dictionary<string, StringValues> form)
    {
        var token = FirstOf(form, "token");
        var user = UserOf(token);
        var known = new JsonMap { ["user_id"] = user, ["un"] = user, ["name"] = _users[user].Display, ["token"] = token, ["email"] = null };
        var answer = new JsonMap();
        foreach (var field in (FirstOf(form, "fields") ?? "user_id").Split(','))
        {
            if (known.TryGetValue(field, out var value))
                answer[field] = value;
        }

        return answer;
    }

    private JsonMap DisplayNames(string list)
    {
        var answer = new JsonMap();
        if (list.Length == 0)
            return answer;

        // One illegal name spoils the whole look-up, so all are checked first.
        foreach (var name in list.Split(',').Select(AuthUserName.Check).ToArray())
        {
            if (_users.TryGetValue(name, out var user))
                answer[name] = user.Display;
        }

        return answer;
    }

    private JsonMap Account(string user) => new()
    {
        ["user"] = user,
        ["display"] = _users[user].Display,
        ["email"] = null,
        ["idents"] = new JsonList(),
        ["created"] = 1500000000000,
        ["lastlogin"] = 1500000000000,
        ["policyids"] = new JsonList(),
        ["local"] = true,
        ["roles"] = new JsonList(),
        ["customroles"] = new JsonList(_users[user].Roles),
    };

    private sealed record User(string Display, string[] Roles);
}
