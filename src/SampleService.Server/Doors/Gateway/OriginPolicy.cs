namespace SampleService.Server;

/// <summary>
/// Which pages may use the cookies of a browser: those of the deployment itself, and of the sites that are configured. Cookies go
/// along with requests of any page, so the page has to be known.
/// </summary>
/// <param name="allowed">Origins of other sites, such as <c>https://portal.example</c>.</param>
internal sealed class OriginPolicy(IEnumerable<string> allowed)
{
    private readonly HashSet<string> _allowed = allowed.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the page that sent a request may; programs other than browsers name none, and may.</summary>
    public bool Allows(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        if (origins.Count == 0)
            return true;
        return origins is [{ } origin]
            && (_allowed.Contains(origin) || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
