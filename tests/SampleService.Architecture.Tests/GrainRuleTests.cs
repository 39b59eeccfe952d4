using System.Reflection;
using SampleService.Grains.Abstractions;

namespace SampleService.Architecture.Tests;

/// <summary>Rules for whoever writes grains, and for what they are sent.</summary>
public class GrainRuleTests
{
    /// <summary>Every type that is sent by itself or as a part of another.</summary>
    private static IEnumerable<Type> SentTypes =>
        Wire.Messages.Concat(Wire.Values).Concat(Wire.Surrogates.Values).Where(type => !type.IsEnum);

    [Fact]
    public void Rules_HaveSomethingToLookAt()
    {
        Assert.Equal(6, Wire.GrainInterfaces.Count);
        Assert.Equal(6, Wire.GrainClasses.Count);
        Assert.True(Wire.Messages.Count > 8);
        Assert.True(Wire.Values.Count >= 15);
        Assert.Single(Wire.Surrogates);
    }

    [Fact]
    public void GrainInterface_TypeAndMethods_HaveNamesOfTheirOwn() => Assert.Empty(
        Wire.GrainInterfaces.Cast<MemberInfo>().Concat(Wire.GrainMethods).Where(member => Wire.AliasOf(member) is null));

    [Fact]
    public void GrainInterface_MethodNames_AreUnique()
    {
        foreach (var type in Wire.GrainInterfaces)
            Assert.Distinct(type.GetMethods().Select(Wire.AliasOf));
    }

    [Fact]
    public void GrainMethod_Signature_IsATaskOfValues() => Assert.Empty(
        Wire.GrainMethods.Where(method =>
            method.IsGenericMethod
            || !typeof(Task).IsAssignableFrom(method.ReturnType)
            || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef)));

    [Fact]
    public void GrainInterface_Properties_AreAbsent() => Assert.Empty(Wire.GrainInterfaces.SelectMany(type => type.GetProperties()));

    [Fact]
    public void GrainClass_IsInternalSealedAndNamed() => Assert.Empty(
        Wire.GrainClasses.Where(type =>
            type.IsPublic || !type.IsSealed || type.GetCustomAttribute<GrainTypeAttribute>() is null));

    [Fact]
    public void GrainMethod_TypesThatCross_AreMessagesValuesOrPlain()
    {
        var crossing = Wire.GrainMethods
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Where(type => type != typeof(CancellationToken))
            .Concat(SentTypes.SelectMany(Wire.MembersOf).Select(member => member.Type))
            .SelectMany(Wire.Unwrap)
            .Distinct();
        Assert.Empty(crossing.Where(type =>
            !type.IsPrimitive && type != typeof(string) && type != typeof(Guid)
            && !Wire.Messages.Contains(type) && !Wire.Values.Contains(type)));
    }

    [Fact]
    public void Message_BaseAndText_AreThoseOfGrainMessage() => Assert.Empty(
        Wire.Messages.Where(type => !typeof(GrainMessage).IsAssignableFrom(type)));

    [Fact]
    public void SentType_IsImmutableAndNamed()
    {
        Assert.Empty(Wire.Messages.Concat(Wire.Values).Where(type =>
            Wire.AliasOf(type) is null || (!type.IsEnum && !type.IsDefined(typeof(ImmutableAttribute)))));
        Assert.Empty(
            from type in SentTypes
            from member in Wire.MembersOf(type)
            where !member.IsReadOnly
            select $"{type.Name}.{member.Name}");
    }

    [Fact]
    public void SentType_Members_AreNumberedFrom0WithoutAGap()
    {
        foreach (var type in SentTypes)
            Assert.Equal(
                Enumerable.Range(0, Wire.MembersOf(type).Count()).Select(number => (int?)number),
                Wire.MembersOf(type).Select(member => member.Number));
    }

    [Fact]
    public void Value_Name_IsThatOfItsType() => Assert.Empty(
        Wire.Values.Where(type => Wire.AliasOf(type) != $"sample-service.value.{KebabCase(type.Name)}"));

    private static string KebabCase(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
