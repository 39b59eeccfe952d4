using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Search;
using SampleService.Upstream;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>Which metadata keys there are (docs/api/finding.md).</summary>
internal sealed class KeyMethods(IMetadataKeys keys, Administration administration, MetadataValidators vocabulary, Pages pages, TimeProvider clock) : IMethodGroup
{
    private static readonly string[] Scopes = ["mine", "shared", "public", "vocabulary", "all"];

    public IEnumerable<RpcMethod> Methods =>
    [
        new(KeyDescriptors.ListKeys, ListKeys) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask ListKeys(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var asked = parameters.Member(KeyDescriptors.Scope.Name).OrNull?.Choice(Scopes);
        var prefix = parameters.Member(KeyDescriptors.Prefix.Name).OrNull?.Text(64) ?? "";
        var kind = MetadataPlace.ReadKind(parameters.Member(KeyDescriptors.Kind.Name));
        var page = await pages.ReadAsync(call, argument);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.None);
        var scope = asked is { } index ? Scopes[index] : requester.User is null ? "public" : "mine";
        if (scope == "all" && !requester.IsAdministrator)
            throw ServiceException.Illegal("scope all needs as_admin");
        if (scope is "mine" or "shared" && requester.User is null)
            throw ServiceException.Unauthorized("Anonymous users have no samples of their own");

        var after = page.After is { } position ? KeyPosition.Of(position) : null;
        var examined = 0;
        List<KeyLine> lines;
        if (scope == "vocabulary")
            lines = [.. ListVocabulary(prefix, kind)];
        else
        {
            var counted = await keys.CountAsync(new KeyQuery(requester, ScopeOf(scope), kind, prefix), call.Cancellation);
            examined = counted.Examined;
            lines = [.. counted.Keys.List().Select(use => LineOf(use, counted.IsExact))];
        }

        lines = after?.After(lines) ?? lines;
        var next = lines.Count > page.Limit ? await pages.WriteCursorAsync(call, argument, KeyPosition.Of(lines[page.Limit - 1]).ToBytes()) : null;
        new KeyWriter(requester).Write(result, lines.Take(page.Limit), next, examined, Timestamp.Now(clock));
    }

    private static FindScope ScopeOf(string scope) => scope switch
    {
        "mine" => FindScope.Mine,
        "shared" => FindScope.Shared,
        "public" => FindScope.Public,
        _ => FindScope.All,
    };

    private KeyLine LineOf(KeyUse use, bool isExact) => new(
        use.Key, (int)use.Kind, use, isExact, use.Kind == SearchedMetadata.Controlled ? vocabulary.FindEntry(use.Key) : null);

    private IEnumerable<KeyLine> ListVocabulary(string prefix, SearchedMetadata? kind) => vocabulary.Entries
        .Where(entry => kind != SearchedMetadata.User && entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(static entry => new KeyLine(entry.Key, entry.IsPrefix ? KeyLine.PrefixKind : (int)SearchedMetadata.Controlled, null, true, entry))
        .Order(Comparer<KeyLine>.Create(static (one, other) => one.CompareTo((other.Key, other.Kind))));
}

/// <summary>A key that is listed.</summary>
/// <param name="Key">The key or prefix.</param>
/// <param name="Kind">The kind of metadata, or <see cref="PrefixKind"/>.</param>
/// <param name="Use">How it is used; null where that was not counted.</param>
/// <param name="IsExact">Whether all samples were counted.</param>
/// <param name="Vocabulary">What the configuration has of it.</param>
internal sealed record KeyLine(string Key, int Kind, KeyUse? Use, bool IsExact, VocabularyEntry? Vocabulary)
{
    /// <summary>A prefix of keys.</summary>
    public const int PrefixKind = 100;

    /// <summary>Compares the places in the list.</summary>
    public int CompareTo((string Key, int Kind) other) =>
        ContractText.CompareByCodePoint(Key, other.Key) is not 0 and var order ? order : Kind.CompareTo(other.Kind);
}
