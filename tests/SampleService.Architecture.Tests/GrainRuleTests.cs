using System.Reflection;
using SampleService.Actors;
using SampleService.Contracts;
using SampleService.Grains;

namespace SampleService.Architecture.Tests;

/// <summary>
/// Rules for whoever writes grains. A cluster needs them, and its own analyzers are not there when the service is built
/// for one process.
/// </summary>
public class GrainRuleTests
{
    private static readonly Assembly Contracts = typeof(WireNames).Assembly;

    /// <summary>
    /// Values of the Domain, which needs no host: their wire form is declared where they cross and not on them.
    /// </summary>
    private const string Domain = "SampleService.Domain";

    private static IEnumerable<Type> GrainInterfaces => Contracts.GetExportedTypes()
        .Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    private static IEnumerable<Type> GrainClasses => GrainAssembly.Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type));

    private static IEnumerable<Type> Messages => Contracts.GetExportedTypes()
        .Where(type => !type.IsInterface && !(type.IsAbstract && type.IsSealed) && type.Namespace == "SampleService.Contracts");

    private static IEnumerable<MethodInfo> GrainMethods => GrainInterfaces.SelectMany(type => type.GetMethods());

    [Fact]
    public void There_are_grains_to_look_at()
    {
        Assert.Equal(6, GrainInterfaces.Count());
        Assert.Equal(6, GrainClasses.Count());
        Assert.True(Messages.Count() > 8);
    }

    [Fact]
    public void Grain_interface_and_methods_have_names_of_their_own_on_the_wire() => Assert.Empty(
        GrainInterfaces.Cast<MemberInfo>().Concat(GrainMethods)
            .Where(member => member.GetCustomAttribute<AliasAttribute>() is null));

    [Fact]
    public void Method_names_on_the_wire_are_unique_within_their_interface()
    {
        foreach (var type in GrainInterfaces)
            Assert.Distinct(type.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>()!.Alias));
    }

    [Fact]
    public void Grain_methods_give_a_task_and_take_values_only() => Assert.Empty(
        GrainMethods.Where(method =>
            method.IsGenericMethod
            || !typeof(Task).IsAssignableFrom(method.ReturnType)
            || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef)));

    [Fact]
    public void Grain_interfaces_have_no_properties() =>
        Assert.Empty(GrainInterfaces.SelectMany(type => type.GetProperties()));

    [Fact]
    public void Grain_class_is_internal_sealed_and_named() => Assert.Empty(
        GrainClasses.Where(type =>
            type.IsPublic || !type.IsSealed || type.GetCustomAttribute<GrainTypeAttribute>() is null));

    [Fact]
    public void Messages_are_immutable_and_named_on_the_wire() => Assert.Empty(
        Messages.Where(type =>
            type.GetCustomAttribute<GenerateSerializerAttribute>() is null
            || type.GetCustomAttribute<ImmutableAttribute>() is null
            || type.GetCustomAttribute<AliasAttribute>() is null
            || Members(type).Any(property => property.SetMethod is { } set && !IsInitOnly(set))));

    [Fact]
    public void Members_of_messages_are_numbered_from_0_without_a_gap()
    {
        foreach (var type in Messages)
            Assert.Equal(
                Enumerable.Range(0, Members(type).Count()),
                Members(type).Select(property => (int)property.GetCustomAttribute<IdAttribute>()!.Id).Order());
    }

    [Fact]
    public void Wire_names_are_unique() => Assert.Distinct(WireNameConstants.Select(name => name.Value));

    /// <summary>Whoever changes a name breaks data and processes of older versions; a new one is added here.</summary>
    [Fact]
    public void Wire_names_never_change() => Assert.Equal(
        """
        ChangeAcls=sample-service.change-acls
        CreateLink=sample-service.create-link
        CreateSample=sample-service.create-sample
        DataLinkGrain=data-link
        DataLinkInterface=sample-service.data-link
        ExpireLink=sample-service.expire-link
        GetSampleLinks=sample-service.get-sample-links
        GetSamples=sample-service.get-samples
        JsonBytes=sample-service.json-bytes
        LinkQueryGrain=link-query
        LinkQueryInterface=sample-service.link-query
        ReplaceAcls=sample-service.replace-acls
        SampleAddress=sample-service.sample-address
        SampleGrain=sample
        SampleGrant=sample-service.sample-grant
        SampleInterface=sample-service.sample
        SampleNodeGrain=sample-node
        SampleNodeInterface=sample-service.sample-node
        SampleQueryGrain=sample-query
        SampleQueryInterface=sample-service.sample-query
        SampleVersionGrain=sample-version
        SampleVersionInterface=sample-service.sample-version
        SaveSample=sample-service.save-sample
        """,
        string.Join('\n', WireNameConstants.Select(name => $"{name.Key}={name.Value}").Order(StringComparer.Ordinal)));

    [Fact]
    public void What_crosses_is_a_message_a_value_of_the_domain_or_plain() => Assert.Empty(
        GrainMethods
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Concat(Messages.SelectMany(Members).Select(property => property.PropertyType))
            .SelectMany(Unwrap)
            .Distinct()
            .Where(type => !type.IsPrimitive && !Messages.Contains(type) && type.Namespace != Domain));

    private static IEnumerable<KeyValuePair<string, string>> WireNameConstants => typeof(WireNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(constant => KeyValuePair.Create(constant.Name, (string)constant.GetRawConstantValue()!));

    private static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.Name != "EqualityContract");

    private static bool IsInitOnly(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    /// <summary>The types within tasks, lists, sets, memory and nullable values.</summary>
    private static IEnumerable<Type> Unwrap(Type type) =>
        type == typeof(Task) ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap)
        : [type];
}
