using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;
using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>What Orleans sends is the value, under the lasting names and no others.</summary>
public sealed class SerializationTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer()
        .Configure<TypeManifestOptions>(ServiceExceptionSerialization.AddTo)
        .BuildServiceProvider();

    public static TheoryData<int> Crossing => new(Enumerable.Range(0, All.Count));

    public static TheoryData<int> Handed => new(Enumerable.Range(0, All.Count).Where(index => !All[index].GetType().IsValueType));

    /// <summary>Without enumerations, whose numbers are sent: a parameter says which it is.</summary>
    private static IReadOnlyList<object> All =>
        [.. Tests.Crossing.Values.Where(value => !value.GetType().IsEnum), .. Tests.Crossing.Messages];

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Serialize_AndDeserialize_GivesTheValue(int index)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var back = serializer.Deserialize<object>(serializer.SerializeToArray(All[index]));
        Assert.Equal(Tests.Crossing.TextOf(All[index]), Tests.Crossing.TextOf(back!));
    }

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Serialize_AnyValue_SendsNoNameOfAClass(int index)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var array = Array.CreateInstance(All[index].GetType(), 1);
        array.SetValue(All[index], 0);
        foreach (var value in new[] { All[index], array })
            Assert.DoesNotContain("SampleService.", Encoding.Latin1.GetString(serializer.SerializeToArray(value)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Handed))]
    public void Copy_WithinAProcess_HandsTheValueOn(int index) =>
        Assert.Same(All[index], _services.GetRequiredService<DeepCopier>().Copy(All[index]));

    public void Dispose() => _services.Dispose();
}
