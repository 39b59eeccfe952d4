using System.Text;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace SampleService.Server;

/// <summary>
/// <c>GET</c> and <c>HEAD</c> of <c>/health/live</c>, which touches nothing, and <c>/health/ready</c>. Other verbs on these paths are
/// calls like any other.
/// </summary>
internal static class HealthEndpoints
{
    private const string Prefix = "/health/";
    private const string Live = "live";
    private const string Ready = "ready";

    /// <summary>The member of the answer, and of the data of a check, that tells of writes.</summary>
    public const string Writes = "writes";

    /// <summary>The one that tells that samples from before an upgrade cannot all be found yet.</summary>
    public const string Search = "search";

    /// <summary>The one that tells what a start waits for.</summary>
    public const string WaitsFor = "waits_for";

    public static IServiceCollection AddSampleHealth(this IServiceCollection services)
    {
        services.AddSingleton<ReadinessCheck>();
        services.AddHealthChecks()
            .AddCheck(Live, static () => HealthCheckResult.Healthy(Live))
            .AddCheck<ReadinessCheck>(Ready);
        // The framework logs each failed check as an error. ReadinessCheck logs only the changes.
        services.AddLogging(static logging => logging.AddFilter(typeof(HealthCheckService).Namespace, LogLevel.None));
        return services;
    }

    /// <summary>Answers health requests, and passes on all others.</summary>
    public static IApplicationBuilder MapSampleHealth(this IApplicationBuilder app) => app.MapWhen(IsHealthRequest, static health =>
    {
        MapCheck(health, Live);
        MapCheck(health, Ready);
        health.Run(static http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return WriteAsync(http, "unknown");
        });
    });

    private static bool IsHealthRequest(HttpContext http) =>
        http.Request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal)
        && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));

    private static void MapCheck(IApplicationBuilder health, string name)
    {
        var options = new HealthCheckOptions
        {
            Predicate = check => check.Name == name,
            // This turns off three headers against caching; WriteAsync sends the one that is needed.
            AllowCachingResponses = true,
            // A check that threw has the exception's message for a description, which is not for callers.
            ResponseWriter = (http, report) => report.Entries[name] is { Exception: null, Description: { } status, Data: var data }
                ? WriteAsync(http, status, data)
                : WriteAsync(http, "unavailable"),
        };
        health.MapWhen(
            http => http.Request.Path.Value.AsSpan(Prefix.Length).SequenceEqual(name),
            check => check.UseMiddleware<HealthCheckMiddleware>(Options.Create(options)));
    }

    /// <param name="http">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="more">Other members; all words of ours.</param>
    private static async Task WriteAsync(HttpContext http, string status, IReadOnlyDictionary<string, object>? more = null)
    {
        var members = string.Concat(more?.Select(member => $",\"{member.Key}\":\"{member.Value}\"") ?? []);
        var body = Encoding.ASCII.GetBytes($"{{\"status\":\"{status}\"{members}}}");
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
