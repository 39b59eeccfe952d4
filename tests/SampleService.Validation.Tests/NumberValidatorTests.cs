using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Validation.Tests;

/// <summary>The validator number (docs/validators.md).</summary>
public class NumberValidatorTests
{
    private const string NoNumber = "v|Metadata value at key v is not an accepted number type";

    [Theory]
    [InlineData("{}", "1.5", null)]
    [InlineData("{}", "-1e300", null)]
    [InlineData("{}", "99999999999999999999", null)]
    [InlineData("{}", "\"1\"", NoNumber)]
    [InlineData("{}", "true", NoNumber)]
    [InlineData("{type: int}", "3", null)]
    [InlineData("{type: int}", "-0", null)]
    [InlineData("{type: int}", "3.0", NoNumber)]
    [InlineData("{type: int}", "1e3", NoNumber)]
    [InlineData("{type: float}", "3", null)]
    [InlineData("{type: ~}", "3.5", null)]
    [InlineData("{gte: 0, lt: 1}", "0", null)]
    [InlineData("{gte: 0, lt: 1}", "-0.0", null)]
    [InlineData("{gte: 0, lt: 1}", "1.0", "v|Metadata value at key v is not within the range [0, 1)")]
    [InlineData("{gt: 0, lte: 11.5}", "0.0", "v|Metadata value at key v is not within the range (0, 11.5]")]
    [InlineData("{gt: 0, lte: 11.5}", "11.5", null)]
    [InlineData("{gt: 0, lte: 11.5}", "11.500001", "v|Metadata value at key v is not within the range (0, 11.5]")]
    [InlineData("{lt: -5}", "-5", "v|Metadata value at key v is not within the range [-inf, -5)")]
    [InlineData("{lt: -5}", "-5.5", null)]
    [InlineData("{gt: 1.0e+16}", "5", "v|Metadata value at key v is not within the range (1e+16, inf)")]
    [InlineData("{gte: 2.0}", "1", "v|Metadata value at key v is not within the range [2.0, inf)")]
    [InlineData("{gt: 9007199254740992.0}", "9007199254740993", null)]
    [InlineData("{lte: 100000000000000000000}", "100000000000000000001", "v|Metadata value at key v is not within the range [-inf, 100000000000000000000]")]
    public async Task Validate_Value_MustBeANumberInRange(string parameters, string value, string? finding) =>
        Assert.Equal(finding, await Texts.FindAsync("number", parameters, $"{{\"v\": {value}}}"));

    [Theory]
    [InlineData("{keys: v}", """{"w": "x"}""", null)]
    [InlineData("{keys: [w, v], required: true}", """{"w": 1}""", "v|Required key v is missing")]
    [InlineData("{keys: [w, v], gt: 0}", """{"v": 0, "w": 0}""", "w|Metadata value at key w is not within the range (0, inf)")]
    [InlineData("{required: true}", """{"w": 1, "x": "y"}""", "x|Metadata value at key x is not an accepted number type")]
    public async Task Validate_Keys_AreCheckedInOrder(string parameters, string values, string? finding) =>
        Assert.Equal(finding, await Texts.FindAsync("number", parameters, values));

    [Theory]
    [InlineData("{key: v}", "Unexpected configuration parameter: key")]
    [InlineData("{keys: 5, type: str}", "keys parameter must be a string or list")]
    [InlineData("{type: str, gt: x}", "Illegal value for type parameter: str")]
    [InlineData("{type: 5}", "Illegal value for type parameter: 5")]
    [InlineData("{type: [a]}", "Illegal value for type parameter: ['a']")]
    [InlineData("{gt: x, gte: y}", "Value for gte parameter is not a number")]
    [InlineData("{gt: x, lt: y}", "Value for gt parameter is not a number")]
    [InlineData("{lte: yes}", "Value for lte parameter is not a number")]
    [InlineData("{lt: '5'}", "Value for lt parameter is not a number")]
    [InlineData("{gt: 1, gte: 1, lt: 1, lte: 1}", "Cannot specify both gt and gte")]
    [InlineData("{lt: 1, lte: 1}", "Cannot specify both lt and lte")]
    [InlineData("{gt: 2, lt: 1}", "The lower bound of the range (2, 1) is above its upper bound")]
    public void Load_WrongParameters_AreRefused(string parameters, string refusal) =>
        Assert.Equal(refusal, Texts.Refusal("number", parameters));

    [Fact]
    public void Compare_IntegersAndDoubles_AgreesWithExactArithmetic()
    {
        var integers = Gen.Choose(-3, 3).Zip(Gen.Elements(0, 40, 52, 53, 54, 62, 63, 64, 200))
            .Select(pair => ((BigInteger.One << pair.Item2) + pair.Item1) * (pair.Item1 < 0 ? -1 : 1))
            .Select(number => (number.ToString(CultureInfo.InvariantCulture), number));
        var doubles = integers.Select(pair => (BigInteger)(double)pair.Item2)
            .Select(number => (number.ToString(CultureInfo.InvariantCulture) + ".0", number));
        var numbers = Gen.OneOf(integers, doubles);
        Check.QuickThrowOnFailure(Prop.ForAll(numbers.Zip(numbers).ToArbitrary(), pair => Assert.Equal(
            pair.Item1.Item2.CompareTo(pair.Item2.Item2),
            Math.Sign(NumberOrder.Compare(Encoding.ASCII.GetBytes(pair.Item1.Item1), Encoding.ASCII.GetBytes(pair.Item2.Item1))))));
    }
}
