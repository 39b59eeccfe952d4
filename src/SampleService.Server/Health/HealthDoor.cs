namespace SampleService.Server;

/// <summary>
/// <c>GET /health/live</c>, which touches nothing, and <c>GET /health/ready</c>; whatever is sent to these paths with other verbs is
/// not for this door.
/// </summary>
internal sealed class HealthDoor(Readiness readiness)
{
    private const string Prefix = "/health/";

    /// <summary>Whether a request is for this door.</summary>
    public static bool Takes(HttpRequest request) =>
        request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal)
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    public async Task HandleAsync(HttpContext http)
    {
        var (status, state) = http.Request.Path.Value![Prefix.Length..] switch
        {
            "live" => (StatusCodes.Status200OK, "live"),
            "ready" => await AskAsync(),
            _ => (StatusCodes.Status404NotFound, "unknown"),
        };
        var body = System.Text.Encoding.ASCII.GetBytes($$"""{"status":"{{state}}"}""");
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private async Task<(int Status, string State)> AskAsync()
    {
        var state = await readiness.AskAsync();
        return (state == Readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, state);
    }
}
