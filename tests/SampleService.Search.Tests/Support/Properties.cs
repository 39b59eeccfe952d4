using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Search.Tests.Support;

/// <summary>Runs a check over random values. A failure is printed with the seed that repeats it.</summary>
internal static class Properties
{
    public static void ForAll<T>(Gen<T> values, Action<T> check, int runs = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(values.ToArbitrary(), check));
}
