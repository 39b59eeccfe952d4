using System.Text.Json;
using System.Text.Json.Serialization;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>One of each that crosses between processes, and more where there are cases; every member has a value of its own.</summary>
internal static class Crossing
{
    private static readonly UserName Alice = new("alice"), Bob = new("bob");
    private static readonly SampleId Sample = new(new Guid("01234567-89ab-cdef-0123-456789abcdef"));
    private static readonly WriteId Write = new(new Guid("11111111-2222-3333-4444-555555555555"));
    private static readonly LinkId Link = new(new Guid("99999999-2222-3333-4444-555555555555"));
    private static readonly DataUnit Part = new(new Upa(new WorkspaceId(7), 8, long.MaxValue), "part: of it");
    private static readonly Requester Requester = new(Alice, true);
    private static readonly VersionNumber Beyond = VersionNumber.FromDigits("1180591620717411303424");

    private static readonly AclDelta Delta = new(Users("a"), Users("b", "c"), Users(), Users("\U0001F9EA", "\uffff"), true, true);

    private static readonly SampleContent Content = new(
        "soil", """[{"id":"root"},{"id":"leaf"}]"""u8.ToArray(), [new(new NodeId("root"), 1, 13, NodeEntry.NoParent), new(new NodeId("leaf"), 15, 13, 0)])
    {
        Vocabulary = new VocabularyId("5ab34e0c19d2f7a1"),
    };

    private static readonly DataLink Active = new(
        Link, Part, new SampleVersionId(Sample, 3), new NodeId("root"), Alice, new Timestamp(-5), null, null);

    /// <summary>Values of the Domain.</summary>
    public static IReadOnlyList<object> Values { get; } =
    [
        Sample, new SampleVersionId(Sample, 4), new VersionNumber(5), Beyond, new NodeId("root"), Alice, new WorkspaceId(6),
        Part.Upa, Part, new DataUnit(Part.Upa, ""), Link, Write, new VocabularyId("5ab34e0c19d2f7a1"), Timestamp.Earliest, Timestamp.Latest,
        Requester, new Requester(null, false), new Requester(Alice, false) { Groups = Users("@lab") }, Users(), Users("a", "b"),
        new SampleAcls(Alice, Users("a"), Users("b"), Users("c"), true), Delta, Delta with { PublicRead = null, AtLeast = false },
        new AclReplacement(Users("a"), Users("b"), Users("c"), true), new NodeEntry(new NodeId("root"), 1, 2, NodeEntry.NoParent),
        Content, Content with { Name = null },
        Active, Active with { ExpiredBy = Bob, Expired = new Timestamp(9) }, AccessLevel.Admin,
        new ServiceException(ErrorKind.NoSuchSample, "the detail") { CallId = "call-7" },
    ];

    /// <summary>Messages that grains are sent and answer.</summary>
    public static IReadOnlyList<object> Messages { get; } =
    [
        new CreateSample(Alice, Content, Write, Sample), new SaveSample(Requester, Bob, Content, Beyond, Write),
        new SaveSample(Requester, Bob, Content, null, Write), new ChangeAcls(Requester, Delta, Write),
        new ReplaceAcls(Requester, new AclReplacement(Users("a"), Users(), Users(), false), Write),
        new CreateLink(Requester, Bob, Part, Sample, new VersionNumber(2), new NodeId("root"), true, Write, new SampleGrant(6, 7)),
        new CreateLink(Requester, Bob, Part, Sample, new VersionNumber(2), new NodeId("root"), false, Write, null),
        new ExpireLink(Requester, Bob, Link, Sample, Write), new SampleGrant(4, 5), new JsonBytes("{}"u8.ToArray()),
    ];

    /// <summary>A text that two values share when they are equal member by member.</summary>
    public static string TextOf(object value) => value is ServiceException e
        ? $"{e.Kind} {e.Detail} {e.CallId} {e.Message}"
        : value.GetType().Name + JsonSerializer.Serialize(value, value.GetType(), Options);

    private static readonly JsonSerializerOptions Options = new() { Converters = { new VersionNumberText() } };

    private static UserSet Users(params string[] names) => UserSet.Of(names.Select(name => new UserName(name)));

    /// <summary>Its digits are no property.</summary>
    private sealed class VersionNumberText : JsonConverter<VersionNumber>
    {
        public override VersionNumber Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, VersionNumber value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
