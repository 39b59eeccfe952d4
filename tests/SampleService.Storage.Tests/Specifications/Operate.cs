using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Calls of operations.</summary>
public static class Operate
{
    /// <summary>Wide limits.</summary>
    public static readonly OperationLimits Limits = new(new LinkLimits(10_000, 10_000), TimeSpan.FromDays(7));

    /// <summary>Alice, who owns what <see cref="Make.Sample"/> makes.</summary>
    public static readonly OperationCaller Alice = As("alice");

    /// <summary>A user.</summary>
    public static OperationCaller As(string user) => new(new Requester(Make.User(user), false), Make.User(user));

    /// <summary>Does operations and gives what became of each.</summary>
    public static async Task<OperationOutcome> ApplyAsync(
        this IOperationStore store, OperationCaller caller, IReadOnlyList<WriteOperation> operations, bool isAtomic = true, bool isDryRun = false,
        OperationLimits? limits = null)
    {
        OperationOutcome? outcome = null;
        await store.ApplyAsync(
            new OperationCall
            {
                Operations = operations,
                Caller = caller,
                IsAtomic = isAtomic,
                IsDryRun = isDryRun,
                WriteAnswer = made =>
                {
                    outcome = made;
                    return default;
                },
            },
            limits ?? Limits, default);
        return outcome!;
    }

    /// <summary>Does operations under a name, and gives the answer as text.</summary>
    public static async Task<string> ApplyNamedAsync(
        this IOperationStore store, RequestKey request, IReadOnlyList<WriteOperation> operations, OperationLimits? limits = null)
    {
        var report = await store.ApplyAsync(
            new OperationCall
            {
                Operations = operations,
                Caller = Alice,
                Request = request,
                WriteAnswer = outcome => Encoding.ASCII.GetBytes(string.Join(' ', outcome.Answers.Select(Describe))),
            },
            limits ?? Limits, default);
        return Encoding.ASCII.GetString((report.Earlier is { } earlier ? request.Take(earlier) : report.Answer).Span);
    }

    /// <summary>A name for a call.</summary>
    public static RequestKey Request(string id, byte hash = 1, string user = "alice") => new(Make.User(user), id, new byte[] { hash });

    /// <summary>A new sample of the caller's.</summary>
    public static SaveNewSample New(params string[] nodes) =>
        new(SampleId.New(TimeProvider.System), Make.Content("a sample", nodes.Length == 0 ? ["root"] : nodes));

    /// <summary>A link to a node.</summary>
    public static CreateDataLink Link(DataUnit unit, SampleReference sample, int? version = 1, string node = "root", bool update = false) =>
        new(unit, sample, version is { } number ? new VersionNumber(number) : null, new NodeId(node), update);

    /// <summary>Users who get read access.</summary>
    public static UpdateSampleAcls Share(SampleReference sample, params string[] readers) =>
        new(sample, new AclDelta(UserSet.Empty, UserSet.Empty, Make.Users(readers), UserSet.Empty, null, false));

    /// <summary>Withdraws a sample or a version.</summary>
    public static WithdrawSample Withdraw(SampleId sample, int? version = null) =>
        new(SampleReference.Of(sample), version is { } number ? new VersionNumber(number) : null, "a mistake");

    /// <summary>Takes that back.</summary>
    public static RestoreSample Restore(SampleId sample, int? version = null) =>
        new(SampleReference.Of(sample), version is { } number ? new VersionNumber(number) : null);

    /// <summary>Offers a sample to a user.</summary>
    public static OfferSample Offer(SampleReference sample, string to, AccessLevel keep = AccessLevel.Admin, Timestamp? expires = null, string? message = null) =>
        new(sample, Make.User(to), keep, expires, message);

    /// <summary>A relation between samples.</summary>
    public static AddRelation Relate(RelationType type, SampleId from, SampleId to) =>
        new(type, new RelatedReference(SampleReference.Of(from), null, null), new RelatedReference(SampleReference.Of(to), null, null));

    /// <summary>An identifier for a sample.</summary>
    public static AddIdentifier Identify(SampleReference sample, string value, string? node = null, string @namespace = "igsn") =>
        new(sample, node is null ? null : new NodeId(node), new IdentifierName(@namespace, value));

    /// <summary>Its end.</summary>
    public static RemoveIdentifier Unidentify(string value, string @namespace = "igsn") => new(new IdentifierName(@namespace, value));

    /// <summary>A group of the caller's.</summary>
    public static CreateGroup Group(string name, params string[] members) => new(new GroupName(name), null, Make.Users(members), UserSet.Empty);

    /// <summary>What became of an operation, in a word or two.</summary>
    public static string Describe(OperationAnswer answer) =>
        answer.Error?.Kind.ToString() ?? answer.Result switch
        {
            SavedVersion(var saved) => $"{saved.Sample}/{saved.Version}",
            MadeLink(var link) => link.Id.ToString(),
            MadeRelation(var relation) => relation.Id.ToString(),
            MadeIdentifier(var identifier) => identifier.Name.ToString(),
            MadeGroup(var group) => $"{group.Name} {group.Version}",
            null => "untried",
            _ => "done",
        };
}
