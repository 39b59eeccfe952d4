using System.Reflection;
using SampleService.Grains.Abstractions;
using SampleService.Grains;

namespace SampleService.Architecture.Tests;

/// <summary>
/// Rules for whoever writes grains. A cluster needs them, and its own analyzers are not there when the service is built
/// for one process.
/// </summary>
public class GrainRuleTests
{
    private static readonly Assembly Contracts = typeof(WireNames).Assembly;

    private static IEnumerable<Type> GrainInterfaces => Contracts.GetExportedTypes()
        .Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    private static IEnumerable<Type> GrainClasses => typeof(SampleMemory).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type));

    private static IEnumerable<Type> Messages => Contracts.GetExportedTypes()
        .Where(type => !type.IsInterface && !(type.IsAbstract && type.IsSealed)
            && !typeof(Attribute).IsAssignableFrom(type) && type.Namespace == "SampleService.Grains.Abstractions");

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

    /// <summary>
    /// Whoever changes the number or type of a member, or the parameters of a method, breaks processes of the version before;
    /// new members get new numbers, and are added to the file.
    /// </summary>
    [Fact]
    public void Members_and_parameters_never_change() => Assert.Equal(
        File.ReadAllText(Path.Combine(Repository.Root, "tests/SampleService.Architecture.Tests/wire-format.txt")).ReplaceLineEndings("\n"),
        string.Concat(
            Messages.Concat(Converters.Values.Select(converter => converter.Surrogate))
                .Select(type => $"{type.Name}: {string.Join(", ", Members(type).OrderBy(NumberOf).Select(member => $"{NumberOf(member)} {NameOf(member.PropertyType)} {member.Name}"))}\n")
                .Concat(GrainMethods.Select(method => $"{method.DeclaringType!.Name}.{method.GetCustomAttribute<AliasAttribute>()!.Alias}: {string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))} -> {NameOf(method.ReturnType)}\n"))
                .Order(StringComparer.Ordinal)));

    [Fact]
    public void Wire_names_are_unique() => Assert.Distinct(WireNameConstants.Select(name => name.Value));

    /// <summary>Whoever changes a name breaks data and processes of older versions; a new one is added here.</summary>
    [Fact]
    public void Wire_names_never_change() => Assert.Equal(
        """
        AccessLevel=sample-service.value.access-level
        AclDelta=sample-service.value.acl-delta
        AclReplacement=sample-service.value.acl-replacement
        ChangeAcls=sample-service.change-acls
        CreateLink=sample-service.create-link
        CreateSample=sample-service.create-sample
        DataLink=sample-service.value.data-link
        DataLinkGrain=data-link
        DataLinkInterface=sample-service.data-link
        DataUnit=sample-service.value.data-unit
        ExpireLink=sample-service.expire-link
        GetSampleLinks=sample-service.get-sample-links
        GetSamples=sample-service.get-samples
        JsonBytes=sample-service.json-bytes
        LinkId=sample-service.value.link-id
        LinkQueryGrain=link-query
        LinkQueryInterface=sample-service.link-query
        NodeEntry=sample-service.value.node-entry
        NodeId=sample-service.value.node-id
        ReplaceAcls=sample-service.replace-acls
        Requester=sample-service.value.requester
        SampleAcls=sample-service.value.sample-acls
        SampleAddress=sample-service.value.sample-address
        SampleContent=sample-service.value.sample-content
        SampleGrain=sample
        SampleGrant=sample-service.sample-grant
        SampleId=sample-service.value.sample-id
        SampleInterface=sample-service.sample
        SampleNodeGrain=sample-node
        SampleNodeInterface=sample-service.sample-node
        SampleQueryGrain=sample-query
        SampleQueryInterface=sample-service.sample-query
        SampleVersion=sample-service.value.sample-version
        SampleVersionGrain=sample-version
        SampleVersionId=sample-service.value.sample-version-id
        SampleVersionInterface=sample-service.sample-version
        SaveSample=sample-service.save-sample
        ServiceException=sample-service.value.service-exception
        ServiceId=sample-service
        Timestamp=sample-service.value.timestamp
        Upa=sample-service.value.upa
        UserName=sample-service.value.user-name
        UserSet=sample-service.value.user-set
        VersionNumber=sample-service.value.version-number
        WorkspaceId=sample-service.value.workspace-id
        WriteId=sample-service.value.write-id
        """,
        string.Join('\n', WireNameConstants.Select(name => $"{name.Key}={name.Value}").Order(StringComparer.Ordinal)));

    [Fact]
    public void What_crosses_is_a_message_a_value_of_the_domain_or_plain() => Assert.Empty(
        Crossing.Where(type => !type.IsPrimitive && !Messages.Contains(type) && !WireValues.ByName.Values.Contains(type)));

    [Fact]
    public void Each_value_of_the_domain_that_crosses_is_an_enumeration_or_has_a_converter() => Assert.Equal(
        WireValues.ByName.Values.Where(type => !type.IsEnum).ToHashSet(), Converters.Keys.ToHashSet());

    [Fact]
    public void Values_of_the_domain_have_the_names_that_the_constants_give_them() => Assert.Empty(
        WireValues.ByName.Where(value => WireNameConstants.Single(name => name.Value == value.Key).Key != value.Value.Name));

    [Fact]
    public void Converters_are_known_to_a_cluster_and_send_numbered_members()
    {
        Assert.All(Converters.Values, converter => Assert.NotNull(converter.Type.GetCustomAttribute<RegisterConverterAttribute>()));
        Assert.All(Converters.Values, converter => Assert.NotNull(converter.Surrogate.GetCustomAttribute<GenerateSerializerAttribute>()));
        Assert.All(Converters.Values, converter => Assert.Equal(
            Enumerable.Range(0, Members(converter.Surrogate).Count()),
            Members(converter.Surrogate).Select(property => (int)property.GetCustomAttribute<IdAttribute>()!.Id).Order()));
    }

    [Fact]
    public void Numbers_of_enumerations_that_cross_never_change() => Assert.Equal(
        "AccessLevel: None=0 Read=1 Write=2 Admin=3 Owner=4",
        string.Join('\n',
            from type in WireValues.ByName.Values
            where type.IsEnum
            select $"{type.Name}: {string.Join(' ', Enum.GetValues(type).Cast<object>().Select(value => $"{value}={(int)value}"))}"));

    [Fact]
    public void Values_of_the_domain_that_cross_are_immutable() => Assert.Empty(
        from type in WireValues.ByName.Values
        from property in Members(type)
        where property.DeclaringType == type && property.SetMethod is { } set && !IsInitOnly(set)
        select $"{type.Name}.{property.Name}");

    private static Dictionary<Type, (Type Type, Type Surrogate)> Converters =>
    (
        from type in Contracts.GetTypes()
        from face in type.GetInterfaces()
        where face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IConverter<,>)
        let arguments = face.GetGenericArguments()
        select (Value: arguments[0], Type: type, Surrogate: arguments[1]))
        .ToDictionary(converter => converter.Value, converter => (converter.Type, converter.Surrogate));

    private static IEnumerable<Type> Crossing =>
        GrainMethods
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Where(type => type != typeof(CancellationToken))
            .Concat(Messages.SelectMany(Members).Select(property => property.PropertyType))
            .SelectMany(Unwrap)
            .Distinct();

    private static IEnumerable<KeyValuePair<string, string>> WireNameConstants => typeof(WireNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(constant => KeyValuePair.Create(constant.Name, (string)constant.GetRawConstantValue()!));

    private static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.Name != "EqualityContract");

    private static int NumberOf(PropertyInfo member) => (int)member.GetCustomAttribute<IdAttribute>()!.Id;

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    private static bool IsInitOnly(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    /// <summary>The types within tasks, lists, sets, memory and nullable values.</summary>
    private static IEnumerable<Type> Unwrap(Type type) =>
        type == typeof(Task) ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap)
        : [type];
}
