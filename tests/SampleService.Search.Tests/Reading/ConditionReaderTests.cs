using SampleService.Domain;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Reading;

public class ConditionReaderTests
{
    [Theory]
    [InlineData("""{"on":"id","eq":"x"}""", "filter.eq is not known here")]
    [InlineData("""{"on":"id","in":"x"}""", "filter.in must be a list")]
    [InlineData("""{"on":"id","in":[]}""", "filter.in must have 1 to 1000 items")]
    [InlineData("""{"on":"id","in":["x"]}""", "filter.in[0] x must be a UUID string")]
    [InlineData("""{"on":"id","in":[null]}""", "filter.in[0] None must be a UUID string")]
    [InlineData("""{"on":"id","in":[1.0]}""", "filter.in[0] 1.0 must be a UUID string")]
    [InlineData("""{"on":"name"}""", "filter must have exactly one of: eq, prefix, words")]
    [InlineData("""{"on":"name","eq":"x","prefix":"y"}""", "filter must have exactly one of: eq, prefix, words")]
    [InlineData("""{"on":"name","in":["x"]}""", "filter.in is not known here")]
    [InlineData("""{"on":"name","eq":1}""", "filter.eq must be a string")]
    [InlineData("""{"on":"name","prefix":"a\u0000b"}""", "filter.prefix contains control characters")]
    [InlineData("""{"on":"name","words":7}""", "filter.words must be a string")]
    [InlineData("""{"on":"owner","in":[]}""", "filter.in must have 1 to 100 items")]
    [InlineData("""{"on":"owner","in":[null]}""", "filter.in[0] must be a string")]
    [InlineData("""{"on":"saved_by","in":["a","b\u0001c"]}""", "filter.in[1] contains control characters")]
    [InlineData("""{"on":"created","since":1}""", "filter.since is not known here")]
    [InlineData("""{"on":"created","from":"now"}""", "key 'filter.from' value of 'now' is not a valid epoch millisecond timestamp")]
    [InlineData("""{"on":"saved","to":1.0}""", "key 'filter.to' value of '1.0' is not a valid epoch millisecond timestamp")]
    [InlineData("""{"on":"saved","to":253402300800000}""", "key 'filter.to' value of '253402300800000' is not a valid epoch millisecond timestamp")]
    [InlineData("""{"on":"node"}""", "filter must have exactly one of: eq, in, prefix")]
    [InlineData("""{"on":"node","in":[1]}""", "filter.in[0] must be a string")]
    [InlineData("""{"on":"node_type","in":["Bio"]}""", "filter.in[0] must be one of: BioReplicate, TechReplicate, SubSample")]
    [InlineData("""{"on":"text","prefix":"x"}""", "filter.prefix is not known here")]
    [InlineData("""{"on":"text","words":"?!"}""", "filter.words must have 1 to 10 words")]
    [InlineData("""{"on":"text","words":"1 2 3 4 5 6 7 8 9 10 11"}""", "filter.words must have 1 to 10 words")]
    [InlineData("""{"on":"text","words":"ab*"}""", "filter.words: a word before * needs three letters")]
    [InlineData("""{"on":"text","words":"soil * core"}""", "filter.words: a word before * needs three letters")]
    [InlineData("""{"on":"identifier","namespace":1}""", "filter.namespace must be a string")]
    [InlineData("""{"on":"identifier","namespace":"isbn"}""", "isbn is not a namespace")]
    [InlineData("""{"on":"identifier","namespace":"doi","eq":"x"}""", "x is not a valid doi identifier")]
    [InlineData("""{"on":"identifier","namespace":"doi","eq":"10.1234/x","prefix":"10"}""", "filter must have exactly one of: eq, in, prefix")]
    [InlineData("""{"on":"identifier","namespace":"biosample","in":["SAMN1","SAMX"]}""", "SAMX is not a valid biosample identifier")]
    [InlineData("""{"on":"link"}""", "filter must have exactly one of: exists, workspace, object, upa")]
    [InlineData("""{"on":"link","exists":1}""", "filter.exists must be true or false")]
    [InlineData("""{"on":"link","workspace":0}""", "filter.workspace must be an integer from 1 to 9007199254740992")]
    [InlineData("""{"on":"link","workspace":1.0}""", "filter.workspace must be an integer from 1 to 9007199254740992")]
    [InlineData("""{"on":"link","object":7}""", "filter.object must be a string")]
    [InlineData("""{"on":"link","object":"7/x"}""", "7/x is not a valid object")]
    [InlineData("""{"on":"link","upa":7}""", "upa key is not a string as required")]
    [InlineData("""{"on":"link","upa":"7/3"}""", "7/3 is not a valid UPA")]
    [InlineData(
        """{"on":"relation","type":"twin_of"}""",
        "filter.type must be one of: derived_from, aliquot_of, part_of, pooled_from, same_as, related_to")]
    [InlineData("""{"on":"relation","type":"part_of","to":"x"}""", "filter.to x must be a UUID string")]
    [InlineData("""{"on":"vocabulary","in":[]}""", "filter.in must have 1 to 20 items")]
    [InlineData("""{"on":"vocabulary","in":[5]}""", "filter.in[0] must be a string")]
    public void Read_WrongValue_SaysWhere(string filter, string detail) => Filters.AssertRefused(detail, filter);

    [Theory]
    [InlineData("""{"on":"id"}""", "filter.in")]
    [InlineData("""{"on":"id","in":[""]}""", "filter.in[0]")]
    [InlineData("""{"on":"owner","in":null}""", "filter.in")]
    [InlineData("""{"on":"owner","in":[" "]}""", "filter.in[0]")]
    [InlineData("""{"on":"name","prefix":" "}""", "filter.prefix")]
    [InlineData("""{"on":"node_type"}""", "filter.in")]
    [InlineData("""{"on":"text","words":null}""", "filter.words")]
    [InlineData("""{"on":"identifier"}""", "filter.namespace")]
    [InlineData("""{"on":"relation"}""", "filter.type")]
    [InlineData("""{"on":"relation","type":"part_of","from":""}""", "filter.from")]
    [InlineData("""{"on":"vocabulary"}""", "filter.in")]
    public void Read_MissingValue_NamesIt(string filter, string path) => Filters.AssertRefused(path, filter, ErrorKind.MissingParameter);

    [Fact]
    public void Read_RelationWithBothEnds_IsRefused() => Filters.AssertRefused(
        "filter must have exactly one of: to, from",
        $$"""{"on":"relation","type":"part_of","to":"{{Sample.Id}}","from":"{{Sample.Id}}"}""");

    [Fact]
    public void Read_LongPrefix_IsRefused() => Filters.AssertRefused(
        "filter.prefix exceeds maximum length of 64", $$"""{"on":"name","prefix":"{{new string('x', 65)}}"}""");

    [Fact]
    public void Read_LongUserName_IsRefused() => Filters.AssertRefused(
        "filter.in[0] exceeds maximum length of 256", $$"""{"on":"owner","in":["{{new string('x', 257)}}"]}""");
}
