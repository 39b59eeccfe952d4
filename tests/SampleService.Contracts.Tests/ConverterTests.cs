using System.Reflection;
using SampleService.Domain;

namespace SampleService.Contracts.Tests;

/// <summary>What is sent for a value stands for all of it.</summary>
public class ConverterTests
{
    /// <summary>Without enumerations, whose numbers are sent.</summary>
    public static TheoryData<int> Values => new(
        Enumerable.Range(0, Crossing.Values.Count).Where(index => !Crossing.Values[index].GetType().IsEnum));

    /// <summary>Ids and numbers: their text is needed.</summary>
    private static readonly Type[] Plain =
    [
        typeof(SampleId), typeof(SampleVersionId), typeof(VersionNumber), typeof(NodeId), typeof(UserName), typeof(WorkspaceId), typeof(Upa),
        typeof(DataUnit), typeof(LinkId), typeof(WriteId), typeof(Timestamp), typeof(Requester), typeof(UserSet), typeof(NodeEntry), typeof(ServiceException),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_comes_back_from_what_is_sent_for_it(int index)
    {
        var value = Crossing.Values[index];
        var (converter, surrogate) = ConverterOf(value.GetType());
        var sent = converter.GetType().GetMethod("ConvertToSurrogate")!.Invoke(converter, [value])!;
        Assert.IsType(surrogate, sent);
        var back = converter.GetType().GetMethod("ConvertFromSurrogate")!.Invoke(converter, [sent])!;
        Assert.Equal(Crossing.TextOf(value), Crossing.TextOf(back));
    }

    [Fact]
    public void There_is_an_example_of_each_value_and_of_each_message_that_crosses()
    {
        Assert.Equal(WireValues.ByName.Values.ToHashSet(), Crossing.Values.Select(value => value.GetType()).ToHashSet());
        Assert.Equal(
            typeof(WireNames).Assembly.GetExportedTypes()
                .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null).ToHashSet(),
            Crossing.Messages.Select(message => message.GetType()).ToHashSet());
    }

    /// <summary>Silos write messages that were lost or came too late into their logs.</summary>
    [Fact]
    public void What_crosses_tells_its_name_and_ids_and_nothing_else_as_text()
    {
        var telling = Crossing.Messages.Concat(Crossing.Values)
            .Where(value => !value.GetType().IsEnum && !Plain.Contains(value.GetType()) && value.ToString() != value.GetType().Name)
            .Select(value => value.ToString());
        Assert.Empty(telling);
    }

    [Fact]
    public void Kind_of_failure_that_this_version_does_not_know_is_an_unexpected_one()
    {
        var back = new ServiceExceptionConverter().ConvertFromSurrogate(new ServiceExceptionSurrogate("NotYetThought", "text", null));
        Assert.Equal(ErrorKind.Unexpected, back.Kind);
    }

    private static (object Converter, Type Surrogate) ConverterOf(Type value)
    {
        var found =
            from type in typeof(WireNames).Assembly.GetTypes()
            from face in type.GetInterfaces()
            where face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IConverter<,>)
            where face.GetGenericArguments()[0] == value
            select (Activator.CreateInstance(type)!, face.GetGenericArguments()[1]);
        return Assert.Single(found);
    }
}
