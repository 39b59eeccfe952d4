using SampleService.Domain;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Evaluation;

/// <summary>What each condition holds for.</summary>
public class ConditionTests
{
    private const string Other = "11111111-2222-3333-4444-555555555555";

    private static readonly Sample Core = Sample.Of(
        """
        [{"id":"Core-1","type":"BioReplicate","meta_controlled":{"material":{"value":"Forest Soil"}}},
         {"id":"core-2","type":"SubSample","parent":"Core-1","meta_user":{"note":{"text":"dark brown","n":5}},
          "meta_controlled":{"m":{"value":"x"}},"source_meta":[{"key":"m","skey":"hidden","svalue":{"value":"secret"}}]}]
        """,
        Sample.NoFacts with
        {
            Vocabulary = "5ab34e0c19d2f7a1",
            Identifiers = [Identifier("igsn", "10.58052/IEAWH0001"), Identifier("doi", "10.1234/abc"), Identifier("~alice", "Core 1")],
            Links = [new Upa(new WorkspaceId(7), 3, 1), new Upa(new WorkspaceId(8), 1, 1)],
            Relations =
            [
                new(RelationType.PartOf, RelationEnd.To, SampleId.Parse(Other)),
                new(RelationType.SameAs, RelationEnd.From, SampleId.Parse(Other)),
            ],
        });

    [Theory]
    [InlineData("""{"on":"id","in":["01A2008E1FE0754BA18AA90E9734FDFF"]}""", true)]
    [InlineData("""{"on":"id","in":["11111111-2222-3333-4444-555555555555"]}""", false)]
    [InlineData("""{"on":"name","eq":"soil core"}""", true)]
    [InlineData("""{"on":"name","eq":"Soil core"}""", false)]
    [InlineData("""{"on":"name","prefix":"SOIL C"}""", true)]
    [InlineData("""{"on":"name","prefix":"core"}""", false)]
    [InlineData("""{"on":"name","words":"core soil"}""", true)]
    [InlineData("""{"on":"name","words":"cor* soil"}""", true)]
    [InlineData("""{"on":"name","words":"cor soil"}""", false)]
    [InlineData("""{"on":"owner","in":["carol","alice"]}""", true)]
    [InlineData("""{"on":"owner","in":["bob"]}""", false)]
    [InlineData("""{"on":"saved_by","in":["bob"]}""", true)]
    [InlineData("""{"on":"saved_by","in":["alice"]}""", false)]
    [InlineData("""{"on":"created"}""", true)]
    [InlineData("""{"on":"created","from":1000,"to":1000}""", true)]
    [InlineData("""{"on":"created","from":1001}""", false)]
    [InlineData("""{"on":"created","to":999}""", false)]
    [InlineData("""{"on":"saved","from":2000}""", true)]
    [InlineData("""{"on":"saved","to":1999}""", false)]
    [InlineData("""{"on":"node","eq":"core-2"}""", true)]
    [InlineData("""{"on":"node","eq":"CORE-2"}""", false)]
    [InlineData("""{"on":"node","in":["x","Core-1"]}""", true)]
    [InlineData("""{"on":"node","prefix":"CORE-2"}""", true)]
    [InlineData("""{"on":"node","prefix":"ore"}""", false)]
    [InlineData("""{"on":"node_type","in":["SubSample","TechReplicate"]}""", true)]
    [InlineData("""{"on":"node_type","in":["TechReplicate"]}""", false)]
    [InlineData("""{"on":"text","words":"core 2 brown FOREST"}""", true)]
    [InlineData("""{"on":"text","words":"forest for*"}""", true)]
    [InlineData("""{"on":"text","words":"forest red"}""", false)]
    [InlineData("""{"on":"text","words":"secret"}""", false)]
    [InlineData("""{"on":"text","words":"material"}""", false)]
    [InlineData("""{"on":"identifier","namespace":"igsn"}""", true)]
    [InlineData("""{"on":"identifier","namespace":"ark"}""", false)]
    [InlineData("""{"on":"identifier","namespace":"igsn","eq":"ieawh0001"}""", true)]
    [InlineData("""{"on":"identifier","namespace":"igsn","in":["igsn:X1","https://doi.org/10.58052/IEAWH0001"]}""", true)]
    [InlineData("""{"on":"identifier","namespace":"igsn","prefix":"10.58052/ieaw"}""", true)]
    [InlineData("""{"on":"identifier","namespace":"igsn","prefix":"ieaw"}""", false)]
    [InlineData("""{"on":"identifier","namespace":"doi","eq":"https://doi.org/10.1234/ABC"}""", true)]
    [InlineData("""{"on":"identifier","namespace":"~alice","prefix":"CORE"}""", true)]
    [InlineData("""{"on":"link","exists":true}""", true)]
    [InlineData("""{"on":"link","exists":false}""", false)]
    [InlineData("""{"on":"link","workspace":7}""", true)]
    [InlineData("""{"on":"link","workspace":9}""", false)]
    [InlineData("""{"on":"link","object":"7/3"}""", true)]
    [InlineData("""{"on":"link","object":"7/4"}""", false)]
    [InlineData("""{"on":"link","upa":"7/3/1"}""", true)]
    [InlineData("""{"on":"link","upa":"7/3/2"}""", false)]
    [InlineData("""{"on":"relation","type":"part_of"}""", true)]
    [InlineData("""{"on":"relation","type":"aliquot_of"}""", false)]
    [InlineData("""{"on":"relation","type":"part_of","to":"11111111-2222-3333-4444-555555555555"}""", true)]
    [InlineData("""{"on":"relation","type":"part_of","from":"11111111-2222-3333-4444-555555555555"}""", false)]
    [InlineData("""{"on":"relation","type":"part_of","to":"01a2008e-1fe0-754b-a18a-a90e9734fdff"}""", false)]
    [InlineData("""{"on":"relation","type":"same_as","to":"11111111-2222-3333-4444-555555555555"}""", true)]
    [InlineData("""{"on":"vocabulary","in":["x","5ab34e0c19d2f7a1"]}""", true)]
    [InlineData("""{"on":"vocabulary","in":["x"]}""", false)]
    [InlineData("""{"on":"meta","key":"material"}""", true)]
    [InlineData("""{"on":"meta","key":"material","kind":"user"}""", false)]
    [InlineData("""{"on":"meta","key":"note"}""", false)]
    [InlineData("""{"on":"meta","key":"note","value_key":"text"}""", true)]
    [InlineData("""{"on":"meta","key":"note","value_key":"*","eq":5}""", true)]
    [InlineData("""{"on":"meta","key":"note","value_key":"text","eq":5}""", false)]
    [InlineData("""{"on":"meta","key_prefix":"mat","words":"soil"}""", true)]
    [InlineData("""{"on":"meta","key_prefix":"Mat"}""", false)]
    public void Holds_Condition_IsAsTheTableSays(string filter, bool holds) =>
        Assert.Equal(holds, Core.Matches(filter, EvaluationContext.Empty with { ReadableWorkspaces = new HashSet<WorkspaceId> { new(7) } }));

    [Fact]
    public void Holds_LinkExistsInOtherWorkspaces_DoesNotCount()
    {
        Assert.False(Core.Matches("""{"on":"link","exists":true}"""));
        Assert.True(Core.Matches("""{"on":"link","exists":false}"""));
        Assert.True(Core.Matches("""{"on":"link","exists":true}""", EvaluationContext.Empty with { ReadableWorkspaces = null }));
    }

    [Theory]
    [InlineData("""{"all":[{"on":"node","eq":"Core-1"},{"on":"meta","key":"m"}]}""", true)]
    [InlineData("""{"same_node":[{"on":"node","eq":"Core-1"},{"on":"meta","key":"m"}]}""", false)]
    [InlineData("""{"same_node":[{"on":"node","eq":"core-2"},{"on":"meta","key":"m"},{"on":"node_type","in":["SubSample"]}]}""", true)]
    [InlineData("""{"any":[{"on":"node","eq":"x"},{"on":"meta","key":"m"}]}""", true)]
    [InlineData("""{"any":[{"on":"node","eq":"x"},{"on":"meta","key":"n"}]}""", false)]
    [InlineData("""{"not":{"on":"node","eq":"x"}}""", true)]
    [InlineData("""{"not":{"on":"node_type","in":["BioReplicate"]}}""", false)]
    public void Holds_Group_IsAsTheTableSays(string filter, bool holds) => Assert.Equal(holds, Core.Matches(filter));

    private static SampleIdentifier Identifier(string space, string value) =>
        new(space, value, Sample.Id, null, new Timestamp(1000), new UserName("alice"), null, null);
}
