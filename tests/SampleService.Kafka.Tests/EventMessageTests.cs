using System.Text;
using SampleService.Domain;

namespace SampleService.Kafka.Tests;

/// <summary>What readers of the topic see, down to the last blank: the KBase Sample Service wrote it so.</summary>
public sealed class EventMessageTests
{
    private static readonly Guid Id = Guid.Parse("01A2008E-1FE0-754B-A18A-A90E9734FDFF");

    [Theory]
    [InlineData(EventType.NewSample, """{"event_type": "NEW_SAMPLE", "sample_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "sample_ver": 3}""")]
    [InlineData(EventType.AclChange, """{"event_type": "ACL_CHANGE", "sample_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""")]
    [InlineData(EventType.NewLink, """{"event_type": "NEW_LINK", "link_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""")]
    [InlineData(EventType.ExpiredLink, """{"event_type": "EXPIRED_LINK", "link_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""")]
    public void Write_TypeOfTheOldService_HasItsForm(string type, string expected)
    {
        var one = Everything(type);
        Assert.Equal(expected, Written(one, isExtended: false));
        Assert.Equal(expected, Written(one, isExtended: true));
    }

    [Fact]
    public void Write_NewOwner_IsAChangeOfAclsToOldReaders()
    {
        var one = Everything(EventType.OwnerChange);
        Assert.Equal("""{"event_type": "ACL_CHANGE", "sample_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""", Written(one, isExtended: false));
        Assert.Equal("""{"event_type": "OWNER_CHANGE", "sample_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""", Written(one, isExtended: true));
    }

    [Fact]
    public void Write_OtherTypes_AreSentWithWhatTheyHaveIfAllAre()
    {
        var others = EventType.All.Except(
            [EventType.NewSample, EventType.AclChange, EventType.OwnerChange, EventType.NewLink, EventType.ExpiredLink]).ToList();
        Assert.All(others, type => Assert.Null(Written(Everything(type), isExtended: false)));
        Assert.All(others, type => Assert.StartsWith($$"""{"event_type": "{{type}}", """, Written(Everything(type), isExtended: true), StringComparison.Ordinal));
        Assert.Equal(
            """{"event_type": "SAMPLE_WITHDRAWN", "sample_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""",
            Written(new SampleEvent(1, default, EventType.SampleWithdrawn, null) { Sample = new SampleId(Id) }, isExtended: true));
        Assert.Equal(
            """{"event_type": "RELATION_CHANGE", "sample_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "relation_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff"}""",
            Written(new SampleEvent(1, default, EventType.RelationChange, null) { Sample = new SampleId(Id), Relation = Id }, isExtended: true));
        Assert.Equal(
            """{"event_type": "IDENTIFIER_CHANGE", "sample_id": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "identifier": "igsn:a\u0022b"}""",
            Written(new SampleEvent(1, default, EventType.IdentifierChange, null) { Sample = new SampleId(Id), Identifier = "igsn:a\"b" }, isExtended: true));
        Assert.Equal(
            """{"event_type": "GROUP_CHANGE", "group": "field"}""",
            Written(new SampleEvent(1, default, EventType.GroupChange, null) { Group = "field" }, isExtended: true));
    }

    [Fact]
    public void Of_SampleOrGroup_IsAlwaysTheSamePartition()
    {
        var samples = Enumerable.Range(0, 200).Select(_ => new SampleId(Guid.NewGuid())).ToList();
        var partitions = samples.Select(id => PartitionChoice.Of(Of(EventType.NewSample, id), 4)).ToList();
        Assert.Equal(partitions, samples.Select(id => PartitionChoice.Of(Of(EventType.ExpiredLink, id), 4)));
        Assert.Equal([0, 1, 2, 3], partitions.Distinct().Order());
        Assert.All(samples, id => Assert.Equal(0, PartitionChoice.Of(Of(EventType.NewSample, id), 1)));
        Assert.InRange(PartitionChoice.Of(new SampleEvent(1, default, EventType.GroupChange, null) { Group = "field" }, 4), 0, 3);
        // After an update it must be the same too.
        Assert.Equal(1, PartitionChoice.Of(Of(EventType.NewSample, new SampleId(Id)), 4));
    }

    private static SampleEvent Of(string type, SampleId sample) => new(1, default, type, null) { Sample = sample };

    private static SampleEvent Everything(string type) => new(7, new Timestamp(5), type, new UserName("alice"))
    {
        Sample = new SampleId(Id),
        Version = 3,
        Link = new LinkId(Id),
        Workspace = new WorkspaceId(1),
        AclVersion = 4,
    };

    private static string? Written(SampleEvent one, bool isExtended) =>
        EventMessage.Write(one, isExtended) is { } value ? Encoding.UTF8.GetString(value) : null;
}
