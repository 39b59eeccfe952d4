using FsCheck;
using FsCheck.Fluent;

namespace SampleService.JsonRpc.Tests.Node;

/// <summary>Runs a check over random values; what fails is printed with the seed to run it again.</summary>
internal static class Properties
{
    public static void ForAll<T>(Gen<T> values, Action<T> check, int runs = 1000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(values.ToArbitrary(), check));
}
