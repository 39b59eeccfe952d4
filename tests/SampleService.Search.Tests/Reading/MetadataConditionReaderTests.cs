using SampleService.Domain;
using SampleService.Search.Tests.Support;

namespace SampleService.Search.Tests.Reading;

public class MetadataConditionReaderTests
{
    [Theory]
    [InlineData("""{"on":"meta","keys":"k"}""", "filter.keys is not known here")]
    [InlineData("""{"on":"meta"}""", "filter must have exactly one of: key, key_prefix")]
    [InlineData("""{"on":"meta","key":"k","key_prefix":"k"}""", "filter must have exactly one of: key, key_prefix")]
    [InlineData("""{"on":"meta","key":5,"kind":5}""", "filter.key must be a string")]
    [InlineData("""{"on":"meta","key":"a\u0007b"}""", "filter.key contains control characters")]
    [InlineData("""{"on":"meta","key":"k","kind":"source","value_key":5}""", "filter.kind must be one of: controlled, user, any")]
    [InlineData("""{"on":"meta","key":"k","value_key":5,"eq":null}""", "filter.value_key must be a string")]
    public void Read_WrongPlace_SaysWhere(string filter, string detail) => Filters.AssertRefused(detail, filter);

    [Theory]
    [InlineData(",\"eq\":null", "filter.eq must be a primitive")]
    [InlineData(",\"eq\":[1]", "filter.eq must be a primitive")]
    [InlineData(",\"eq\":1e999", "filter.eq must be a primitive")]
    [InlineData(",\"eq\":{\"x\":1}", "filter.eq.x is not known here")]
    [InlineData(",\"eq\":{\"value\":\"1\",\"unit\":\"m\"}", "filter.eq.value must be a number")]
    [InlineData(",\"eq\":{\"value\":1,\"unit\":5}", "filter.eq.unit must be a string")]
    [InlineData(",\"eq\":{\"value\":1,\"unit\":\"metr\"}", "filter.eq.unit: unable to parse units 'metr': undefined unit: metr")]
    [InlineData(",\"in\":{}", "filter.in must be a list")]
    [InlineData(",\"in\":[]", "filter.in must have 1 to 1000 items")]
    [InlineData(",\"in\":[1,null]", "filter.in[1] must be a primitive")]
    [InlineData(",\"in\":[{\"value\":1,\"unit\":\"m\"}]", "filter.in[0] must be a primitive")]
    [InlineData(",\"prefix\":1", "filter.prefix must be a string")]
    [InlineData(",\"words\":\"\"", "filter.words must have 1 to 10 words")]
    [InlineData(",\"words\":\"a1*\"", "filter.words: a word before * needs three letters")]
    [InlineData(",\"term\":\"ENVO:1\"", "filter.term must be a structure")]
    [InlineData(",\"term\":{\"ns\":1}", "filter.term.ns is not known here")]
    [InlineData(",\"term\":{\"ontology\":1,\"id\":2}", "filter.term.ontology must be a string")]
    [InlineData(",\"term\":{\"ontology\":\"o\",\"id\":2}", "filter.term.id must be a string")]
    [InlineData(",\"term\":{\"ontology\":\"o\",\"id\":\"i\",\"descendants\":1}", "filter.term.descendants must be true or false")]
    [InlineData(",\"eq\":1,\"gt\":1", "filter must have at most one of: eq, in, prefix, words, term, a range")]
    [InlineData(",\"eq\":null,\"in\":[1]", "filter must have at most one of: eq, in, prefix, words, term, a range")]
    [InlineData(",\"prefix\":\"a\",\"words\":\"a\"", "filter must have at most one of: eq, in, prefix, words, term, a range")]
    [InlineData(",\"gt\":1,\"gte\":true", "filter must have at most one of: gt, gte")]
    [InlineData(",\"lt\":1,\"lte\":1", "filter must have at most one of: lt, lte")]
    [InlineData(",\"gt\":true", "filter.gt must be a number, a string or a structure")]
    [InlineData(",\"lte\":{\"value\":1,\"unit\":\"m/\"}", "filter.lte.unit: unable to parse units 'm/': syntax error: missing unary operator \"/\"")]
    [InlineData(",\"gt\":1,\"lt\":\"z\"", "filter: both bounds must be of one type")]
    [InlineData(",\"gt\":\"a\",\"lt\":{\"value\":1,\"unit\":\"m\"}", "filter: both bounds must be of one type")]
    [InlineData(",\"gt\":1,\"lt\":{\"value\":1,\"unit\":\"m\"}", "filter: both bounds need a unit, or neither")]
    [InlineData(
        ",\"gte\":{\"value\":1,\"unit\":\"ft\"},\"lte\":{\"value\":1,\"unit\":\"kg\"}", "filter: 'ft' and 'kg' do not convert into one another")]
    [InlineData(
        ",\"gte\":{\"value\":1,\"unit\":\"degC\"},\"lte\":{\"value\":1,\"unit\":\"delta_degC\"}",
        "filter: 'degC' and 'delta_degC' do not convert into one another")]
    [InlineData(",\"assume_unit\":\"m\"", "filter.assume_unit needs a unit in a bound")]
    [InlineData(",\"gt\":1,\"assume_unit\":5", "filter.assume_unit must be a string")]
    [InlineData(",\"gt\":{\"value\":1,\"unit\":\"m\"},\"assume_unit\":\"metr\"", "filter.assume_unit: unable to parse units 'metr': undefined unit: metr")]
    [InlineData(",\"gt\":{\"value\":1,\"unit\":\"m\"},\"assume_unit\":\"s\"", "filter: 's' and 'm' do not convert into one another")]
    public void Read_WrongTest_SaysWhere(string members, string detail) => Filters.AssertRefused(detail, Filters.OnKey(members));

    [Theory]
    [InlineData(",\"eq\":{}", "filter.eq.value")]
    [InlineData(",\"gt\":{\"value\":1}", "filter.gt.unit")]
    [InlineData(",\"gt\":{\"unit\":\"m\"}", "filter.gt.value")]
    [InlineData(",\"prefix\":\"\"", "filter.prefix")]
    [InlineData(",\"term\":{}", "filter.term.ontology")]
    [InlineData(",\"term\":{\"ontology\":\"o\"}", "filter.term.id")]
    public void Read_MissingValue_NamesIt(string members, string path) =>
        Filters.AssertRefused(path, Filters.OnKey(members), ErrorKind.MissingParameter);

    [Fact]
    public void Read_BlankKey_IsMissing() =>
        Filters.AssertRefused("filter.key", """{"on":"meta","key":" "}""", ErrorKind.MissingParameter);

    [Fact]
    public void Read_LongKey_IsRefused() => Filters.AssertRefused(
        "filter.key_prefix exceeds maximum length of 256", $$"""{"on":"meta","key_prefix":"{{new string('x', 257)}}"}""");

    [Fact]
    public void Read_NullsBesideATest_AreNotThere()
    {
        var condition = Assert.IsType<MetadataCondition>(Filters.Read(
            Filters.OnKey(",\"kind\":null,\"value_key\":null,\"in\":null,\"gt\":null,\"lte\":3,\"assume_unit\":null")));
        Assert.Equal((null, "value"), (condition.Kind, condition.ValueKey));
        Assert.IsType<NumberRangeTest>(condition.Test);
    }
}
